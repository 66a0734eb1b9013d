-- Puts a version of a policy in force that another person proposed.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:policy              hash    which is in force, and what was proposed
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
-- ARGV[13] against         string  the version in force as it was looked at; '' for none
-- REPLY activated | own | not_proposed | moved | audit_moved
-- PUBLISH (none)
-- @include audit
local policy = KEYS[3]
local version, now_ms, against = ARGV[11], ARGV[12], ARGV[13]

local proposal = redis.call('HGET', policy, 'proposal:' .. version)
local expires_at_ms, by = string.match(proposal or '', '^(%d+) (.+)$')
if not by or tonumber(expires_at_ms) <= tonumber(now_ms) then
  return {'not_proposed'}
end
if by == audit_actor then
  return {'own'}
end
if (redis.call('HGET', policy, 'active') or '') ~= against then
  return {'moved'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
for _, field in ipairs(redis.call('HKEYS', policy)) do
  if string.sub(field, 1, 9) == 'proposal:' then
    redis.call('HDEL', policy, field)
  end
end
redis.call('HSET', policy, 'active', version, 'previous', against, 'activated_at_ms', now_ms, 'activated_by', audit_actor)
return {'activated'}
