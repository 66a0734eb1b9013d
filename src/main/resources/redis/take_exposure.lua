-- Counts a look if it fits into what is left and its person was not stopped; one that is counted is known.
-- KEYS[1] {prefix}:{platform:partition}:looks:{digest}  zset  "token weight case" by when, ms; kept after the last one
-- KEYS[2] {prefix}:{platform:partition}:care:{digest}   hash  the rest of what is kept of the person
-- ARGV[1] look           string  "token weight case"
-- ARGV[2] weight         number  how hard it is
-- ARGV[3] now_ms         int     milliseconds since the epoch
-- ARGV[4] shift_from_ms  int     since when looks count for the shift
-- ARGV[5] week_from_ms   int     since when they count for the week
-- ARGV[6] shift_most     number  what they may weigh in the shift
-- ARGV[7] week_most      number  what they may weigh in the week
-- ARGV[8] kept_ms        int     how long a look is kept
-- ARGV[9] pause_ms       int     without work for so long was a break
-- REPLY taken | known | stopped | used
-- PUBLISH (none)
local looks, care = KEYS[1], KEYS[2]
local look, weight, now_ms = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local shift_from_ms, week_from_ms = tonumber(ARGV[4]), tonumber(ARGV[5])
local shift_most, week_most = tonumber(ARGV[6]), tonumber(ARGV[7])
local kept_ms, pause_ms = tonumber(ARGV[8]), tonumber(ARGV[9])

if redis.call('HEXISTS', care, 'stopped_at_ms') == 1 then
  return {'stopped'}
end
if redis.call('ZSCORE', looks, look) then
  return {'known'}
end
local shift, week = weight, weight
local past = redis.call('ZRANGEBYSCORE', looks, math.min(shift_from_ms, week_from_ms), '+inf', 'WITHSCORES')
for i = 1, #past, 2 do
  local had, at = tonumber(string.match(past[i], '^%S+ (%S+) ')), tonumber(past[i + 1])
  shift = shift + (at >= shift_from_ms and had or 0)
  week = week + (at >= week_from_ms and had or 0)
end
if shift > shift_most or week > week_most then
  return {'used'}
end
redis.call('ZADD', looks, now_ms, look)
redis.call('ZREMRANGEBYSCORE', looks, '-inf', now_ms - kept_ms)
redis.call('PEXPIRE', looks, kept_ms)
local active = tonumber(redis.call('HGET', care, 'active_at_ms') or '0')
if now_ms - active > pause_ms then
  redis.call('HSET', care, 'working_since_ms', ARGV[3])
end
redis.call('HSET', care, 'active_at_ms', ARGV[3])
redis.call('PEXPIRE', care, kept_ms)
return {'taken'}
