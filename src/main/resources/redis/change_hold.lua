-- Writes the next version of a legal hold, and whether it holds, if the version before is what is kept.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}        stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:holds               hash    holds, sealed, and their versions, by id
-- KEYS[4] {prefix}:{platform:partition}:held:{digest}       zset    holds on its target, by until when
-- KEYS[5] {prefix}:{platform:partition}:case:{id}           hash    the case it is on
-- ARGV[1] audit_seq        int     the entry's place in the chain
-- ARGV[2] audit_previous   hex     hash of the entry before
-- ARGV[3] audit_hash       hex     hash of the entry
-- ARGV[4] audit_at_ms      int     milliseconds since the epoch
-- ARGV[5] audit_actor      string  who
-- ARGV[6] audit_role       string  as what
-- ARGV[7] audit_verb       string  did what
-- ARGV[8] audit_case_id    string  to which case; '' for an account
-- ARGV[9] audit_detail     json    why and what exactly
-- ARGV[10] audit_digest    hex     SHA-256 of the detail
-- ARGV[11] hold_id         string  its id
-- ARGV[12] read_version    int     its version as it was read; 0 for a new one
-- ARGV[13] next_version    int     its version from now on
-- ARGV[14] hold            string  the hold as it is from now on, sealed
-- ARGV[15] until_ms        int     until when it holds, milliseconds since the epoch; '' when it does no more
-- REPLY written | moved | unknown | audit_moved
-- PUBLISH (none)
-- @include audit
local holds, held, case = KEYS[3], KEYS[4], KEYS[5]
local hold_id, read_version, next_version, hold, until_ms = ARGV[11], ARGV[12], ARGV[13], ARGV[14], ARGV[15]

if audit_case_id ~= '' and redis.call('EXISTS', case) == 0 then
  return {'unknown'}
end
if (redis.call('HGET', holds, 'version:' .. hold_id) or '0') ~= read_version then
  return {'moved'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', holds, hold_id, hold, 'version:' .. hold_id, next_version)
if until_ms == '' then
  redis.call('ZREM', held, hold_id)
else
  redis.call('ZADD', held, until_ms, hold_id)
end
return {'written'}
