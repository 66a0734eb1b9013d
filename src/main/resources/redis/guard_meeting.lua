-- Remembers with a meeting that somebody is kept out of it, until when at the latest; what is over is forgotten.
-- KEYS[1] {prefix}:{platform:partition}:guards:{digest}  zset  removals by until when whoever was removed is kept out, ms
-- ARGV[1] action_id  string  the removal
-- ARGV[2] until_ms   int     milliseconds since the epoch
-- ARGV[3] now_ms     int     milliseconds since the epoch
-- REPLY guarded | over
-- PUBLISH (none)
local guards = KEYS[1]
local action_id, until_ms, now_ms = ARGV[1], ARGV[2], ARGV[3]

redis.call('ZREMRANGEBYSCORE', guards, '-inf', now_ms)
if tonumber(until_ms) <= tonumber(now_ms) then
  return {'over'}
end
redis.call('ZADD', guards, 'GT', until_ms, action_id)
redis.call('PEXPIRE', guards, tonumber(redis.call('ZRANGE', guards, -1, -1, 'WITHSCORES')[2]) - tonumber(now_ms))
return {'guarded'}
