-- Keeps a version of a policy, for ever as it is.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:policies            hash    "digest JSON" by version
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
-- ARGV[11] version         string  its name
-- ARGV[12] digest          hex     of its content
-- ARGV[13] stored          json    all of it
-- REPLY added | known | taken | audit_moved
-- PUBLISH (none)
-- @include audit
local policies = KEYS[3]
local version, digest, stored = ARGV[11], ARGV[12], ARGV[13]

local known = redis.call('HGET', policies, version)
if known then
  if string.match(known, '^%S+') == digest then
    return {'known'}
  end
  return {'taken'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', policies, version, digest .. ' ' .. stored)
return {'added'}
