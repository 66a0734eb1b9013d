-- Remembers that somebody wants a version of a policy in force.
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
-- ARGV[11] version         string  which
-- ARGV[12] now_ms          int     milliseconds since the epoch
-- ARGV[13] expires_at_ms   int     milliseconds since the epoch
-- REPLY proposed | waiting | unknown | audit_moved
-- PUBLISH (none)
-- @include audit
local policies, policy = KEYS[3], KEYS[4]
local version, now_ms, expires_at_ms = ARGV[11], tonumber(ARGV[12]), ARGV[13]

if redis.call('HEXISTS', policies, version) == 0 then
  return {'unknown'}
end
local known = redis.call('HGET', policy, 'proposal:' .. version)
if known and tonumber(string.match(known, '^%d+')) > now_ms then
  return {'waiting'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', policy, 'proposal:' .. version, expires_at_ms .. ' ' .. audit_actor)
return {'proposed'}
