-- Gives a desk write to the first that makes it; its repetitions learn how it stands.
-- KEYS[1] {prefix}:{platform:partition}:repeat:{digest}  hash  the call and its answer
-- ARGV[1] maker        string  who makes it: this one try and no other
-- ARGV[2] body_digest  hex     SHA-256 of the call's body
-- ARGV[3] made_in_ms   int     how long it may take; then it is anybody's again
-- REPLY yours | under_way <body_digest> | answered <body_digest> <status> <body>
-- PUBLISH (none)
local call = KEYS[1]
local maker, body_digest, made_in_ms = ARGV[1], ARGV[2], ARGV[3]

local known = redis.call('HMGET', call, 'body_digest', 'status', 'body')
if known[2] then
  return {'answered', known[1], known[2], known[3]}
end
if known[1] then
  return {'under_way', known[1]}
end
redis.call('HSET', call, 'maker', maker, 'body_digest', body_digest)
redis.call('PEXPIRE', call, made_in_ms)
return {'yours'}
