-- Somebody has looked again at what one person decided alone.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:alone  zset  decisions that one person made alone, by when a second look is due
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
-- ARGV[11] decision_id  string  the decision
-- REPLY looked | gone | audit_moved
-- PUBLISH (none)
-- @include audit
local alone = KEYS[3]
local decision_id = ARGV[11]

if not redis.call('ZSCORE', alone, decision_id) then
  return {'gone'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('ZREM', alone, decision_id)
return {'looked'}
