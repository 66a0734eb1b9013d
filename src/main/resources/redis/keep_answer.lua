-- Keeps what a desk write was answered, for its repetitions. The first answer stays.
-- KEYS[1] {prefix}:{platform:partition}:repeat:{digest}  hash  the call and its answer
-- ARGV[1] body_digest  hex   SHA-256 of the call's body
-- ARGV[2] status       int   HTTP status
-- ARGV[3] body         json  the answer; '' for none
-- ARGV[4] kept_ms      int   for how long
-- REPLY kept | answered
-- PUBLISH (none)
local call = KEYS[1]
local body_digest, status, body, kept_ms = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

if redis.call('HEXISTS', call, 'status') == 1 then
  return {'answered'}
end
redis.call('HSET', call, 'body_digest', body_digest, 'status', status, 'body', body)
redis.call('PEXPIRE', call, kept_ms)
return {'kept'}
