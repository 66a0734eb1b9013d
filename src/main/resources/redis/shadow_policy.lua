-- Says which version of a policy runs beside the active one.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:policies            hash    "digest JSON" by version
-- KEYS[4] {prefix}:{platform:partition}:policy              hash    which is in force, and what was proposed
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
-- ARGV[11] version         string  which; '' for none
-- REPLY set | unknown | audit_moved
-- PUBLISH (none)
-- @include audit
local policies, policy = KEYS[3], KEYS[4]
local version = ARGV[11]

if version ~= '' and redis.call('HEXISTS', policies, version) == 0 then
  return {'unknown'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', policy, 'shadow', version)
return {'set'}
