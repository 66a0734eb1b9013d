-- Remembers that two things were seen together, on one side of it; the newest are kept. Told again, only the TTL is renewed.
-- What is no zset is damaged; it is begun anew, for nothing else can be made of it and the next sightings fill it again.
-- KEYS[1] {prefix}:{platform:partition}:tied:{kind}:{digest}  zset  what was seen with it, by the last time (or :ties:)
-- ARGV[1] member   string  what was seen with it
-- ARGV[2] at_ms    int     when, milliseconds since the epoch
-- ARGV[3] most     int     how many are kept
-- ARGV[4] ttl_ms   int     how long each is kept after its last time, milliseconds
-- REPLY tied | mended
-- PUBLISH (none)
local ties = KEYS[1]
local member, at_ms, most, ttl_ms = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])

local damaged = redis.call('TYPE', ties).ok
damaged = damaged ~= 'zset' and damaged ~= 'none'
if damaged then
  redis.call('DEL', ties)
end
redis.call('ZADD', ties, 'GT', at_ms, member)
redis.call('ZREMRANGEBYSCORE', ties, '-inf', '(' .. (at_ms - ttl_ms))
redis.call('ZREMRANGEBYRANK', ties, 0, -most - 1)
redis.call('PEXPIRE', ties, ttl_ms)
if damaged then
  return {'mended'}
end
return {'tied'}
