-- Remembers what was seen with something, by when first and when last; the newest are kept. In any order, and however often, it
-- comes to the same. What is no zset is damaged and is begun anew: nothing can be made of it, and sightings fill it again.
-- KEYS[1] {prefix}:{platform:partition}:tied:{kind}:{digest}        zset  what was seen with it, by the last time (or :ties:, :traits:)
-- KEYS[2] {prefix}:{platform:partition}:tied:{kind}:{digest}:since  zset  the same, by the first time
-- ARGV[1] oldest_ms  int  what was last seen before is forgotten, milliseconds since the epoch
-- ARGV[2] most       int  how many are kept
-- ARGV[3..] member_first_last  string  what was seen with it, when first and when last (ms), in turn
-- REPLY tied | mended
-- PUBLISH (none)
local ties, since = KEYS[1], KEYS[2]
local oldest_ms, most = ARGV[1], tonumber(ARGV[2])

local reply = {'tied'}
for _, key in ipairs({ties, since}) do
  local kind = redis.call('TYPE', key).ok
  if kind ~= 'zset' and kind ~= 'none' then
    redis.call('DEL', ties, since) -- both, for they are one
    reply = {'mended'}
  end
end

for i = 3, #ARGV, 3 do
  redis.call('ZADD', ties, 'GT', ARGV[i + 2], ARGV[i])
  redis.call('ZADD', since, 'LT', ARGV[i + 1], ARGV[i])
  if redis.call('ZCARD', ties) > most then -- one by one: a set that was large for a moment stays costly
    redis.call('ZREM', since, redis.call('ZPOPMIN', ties)[1])
  end
end
local gone = redis.call('ZRANGEBYSCORE', ties, '-inf', '(' .. oldest_ms)
if #gone > 0 then
  redis.call('ZREM', ties, unpack(gone))
  redis.call('ZREM', since, unpack(gone))
end

local newest = redis.call('ZRANGE', ties, -1, -1, 'WITHSCORES')[2]
if newest then
  -- By the caller's clock, not by this server's.
  local left_ms = string.format('%.0f', math.max(1, tonumber(newest) - tonumber(oldest_ms)))
  redis.call('PEXPIRE', ties, left_ms)
  redis.call('PEXPIRE', since, left_ms)
end
return reply
