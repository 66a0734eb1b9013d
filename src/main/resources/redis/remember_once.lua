-- Appends an audit entry that goes with a change in another slot, once, however often it is said.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:said:{digest}       string  there once it was said; TTL as given
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
-- ARGV[11] kept_ms  int  for how long it is known that it was said, milliseconds
-- REPLY remembered | known | audit_moved
-- PUBLISH (none)
-- @include audit
local said, kept_ms = KEYS[3], ARGV[11]

if redis.call('EXISTS', said) == 1 then
  return {'known'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('SET', said, '', 'PX', kept_ms)
return {'remembered'}
