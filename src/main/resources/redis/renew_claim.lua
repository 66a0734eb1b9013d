-- Extends a live claim for the one who shows its token.
-- KEYS[1] {prefix}:{platform:partition}:case:{id}  hash  the case
-- KEYS[2] {prefix}:{platform:partition}:claims     zset  claimed cases, by when their claim runs out
-- ARGV[1] case_id        string  the case's id
-- ARGV[2] token          string  the claim's
-- ARGV[3] now_ms         int     milliseconds since the epoch
-- ARGV[4] expires_at_ms  int     milliseconds since the epoch; an earlier one than the claim's changes nothing
-- REPLY renewed | not_holder | unknown
-- PUBLISH (none)
local case, claims = KEYS[1], KEYS[2]
local case_id, token, now_ms, expires_at_ms = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4]

local known = redis.call('HMGET', case, 'state', 'claim_token', 'claim_expires_at_ms')
if not known[1] then
  return {'unknown'}
end
if known[1] ~= 'claimed' or known[2] ~= token or tonumber(known[3]) <= now_ms then
  return {'not_holder'}
end
if tonumber(expires_at_ms) > tonumber(known[3]) then
  redis.call('HSET', case, 'claim_expires_at_ms', expires_at_ms)
  redis.call('ZADD', claims, expires_at_ms, case_id)
end
return {'renewed'}
