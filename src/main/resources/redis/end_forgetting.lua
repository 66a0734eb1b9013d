-- Ends the forgetting of a case whose reports are gone: its timeline goes too, and the audit entry is the proof.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}        stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:forgetting          zset    cases that were begun, by when
-- KEYS[4] {prefix}:{platform:partition}:case:{id}:reports   list    log ids of its reports that are still there
-- KEYS[5] {prefix}:{platform:partition}:forgotten           hash    how much was ever forgotten
-- ARGV[1] audit_seq        int     the entry's place in the chain
-- ARGV[2] audit_previous   hex     hash of the entry before
-- ARGV[3] audit_hash       hex     hash of the entry
-- ARGV[4] audit_at_ms      int     milliseconds since the epoch
-- ARGV[5] audit_actor      string  who
-- ARGV[6] audit_role       string  as what
-- ARGV[7] audit_verb       string  did what
-- ARGV[8] audit_case_id    string  to which case
-- ARGV[9] audit_detail     json    why and what exactly
-- ARGV[10] audit_digest    hex     SHA-256 of the detail
-- REPLY ended | more | gone | audit_moved
-- PUBLISH (none)
-- @include audit
local forgetting, reports, forgotten = KEYS[3], KEYS[4], KEYS[5]

if not redis.call('ZSCORE', forgetting, audit_case_id) then
  return {'gone'}
end
if redis.call('LLEN', reports) > 0 then
  return {'more'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('ZREM', forgetting, audit_case_id)
redis.call('UNLINK', audit_timeline, reports)
redis.call('HINCRBY', forgotten, 'cases', 1)
return {'ended'}
