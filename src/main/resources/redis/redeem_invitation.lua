-- Takes an invitation, once.
-- KEYS[1] {prefix}:{people}:invitations  hash  "moderator expires_at_ms" by digest of the code
-- ARGV[1] digest  hex  of the code
-- ARGV[2] now_ms  int  milliseconds since the epoch
-- REPLY redeemed <moderator_id> | unknown
-- PUBLISH (none)
local invitations = KEYS[1]
local digest, now_ms = ARGV[1], tonumber(ARGV[2])

local known = redis.call('HGET', invitations, digest)
if not known then
  return {'unknown'}
end
redis.call('HDEL', invitations, digest)
local moderator_id, expires_at_ms = string.match(known, '^(.+) (%d+)$')
if tonumber(expires_at_ms) <= now_ms then
  return {'unknown'}
end
return {'redeemed', moderator_id}
