-- Takes an invitation, once, and in the same step lets a token speak for who was invited: no crash can leave him with
-- neither. Without a token it is only taken.
-- KEYS[1] {prefix}:{people}:invitations  hash  "moderator expires_at_ms" by digest of the code
-- KEYS[2] {prefix}:{people}:moderators   hash  moderator JSON by id
-- KEYS[3] {prefix}:{people}:tokens       hash  token JSON, or its owner's id, by digest of the token
-- ARGV[1] digest        hex  of the code
-- ARGV[2] token_digest  hex  of the token; empty for none
-- ARGV[3] now_ms        int  milliseconds since the epoch
-- REPLY redeemed <moderator_json> | unknown
-- PUBLISH (none)
local invitations, moderators, tokens = KEYS[1], KEYS[2], KEYS[3]
local digest, token_digest, now_ms = ARGV[1], ARGV[2], tonumber(ARGV[3])

local known = redis.call('HGET', invitations, digest)
if not known then
  return {'unknown'}
end
local moderator_id, expires_at_ms = string.match(known, '^(.+) (%d+)$')
local moderator = redis.call('HGET', moderators, moderator_id)
if tonumber(expires_at_ms) <= now_ms or not moderator then
  redis.call('HDEL', invitations, digest)
  return {'unknown'}
end
-- The token first: what Redis then refuses leaves the script with nothing done.
if token_digest ~= '' then
  redis.call('HSET', tokens, token_digest, moderator_id)
end
redis.call('HDEL', invitations, digest)
return {'redeemed', moderator}
