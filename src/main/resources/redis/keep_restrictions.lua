-- Keeps what the public will be told of some of a desk chain's entries, and how far the chain was looked at.
-- KEYS[1] {prefix}:{platform:partition}:published      string  place in the desk chain
-- KEYS[2] {prefix}:{platform:partition}:restrictions   zset    "puid JSON" of what decisions took, by when it was kept, ms
-- KEYS[3] {prefix}:{platform:partition}:counts:{month} hash    counts by their words
-- ARGV[1] from           int  the place as it was read
-- ARGV[2] to             int  the place from now on
-- ARGV[3] now_ms         int  milliseconds since the epoch
-- ARGV[4] drop_before_ms int  what was kept before is dropped, milliseconds since the epoch
-- ARGV[5] count_ttl_s    int  how long counts are kept after their last change, seconds
-- ARGV[6] found          int  how many follow that were found
-- ARGV[7..] kept string each that was found, then words and how many for each count
-- REPLY kept | moved
-- PUBLISH (none)
local published, restrictions, counts = KEYS[1], KEYS[2], KEYS[3]
local from, to, now_ms, drop_before_ms, count_ttl_s = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5]
local found = tonumber(ARGV[6])

if (redis.call('GET', published) or '0') ~= from then
  return {'moved'}
end
redis.call('ZREMRANGEBYSCORE', restrictions, '-inf', '(' .. drop_before_ms)
-- Each has a time of its own, so that whoever reads on from one passes over none.
local last = redis.call('ZREVRANGE', restrictions, 0, 0, 'WITHSCORES')
local at = math.max(now_ms, (tonumber(last[2]) or 0) + 1)
for i = 1, found do
  redis.call('ZADD', restrictions, at, ARGV[6 + i])
  at = at + 1
end
for i = 7 + found, #ARGV, 2 do
  redis.call('HINCRBY', counts, ARGV[i], ARGV[i + 1])
end
if #ARGV > 6 + found then
  redis.call('EXPIRE', counts, count_ttl_s)
end
redis.call('SET', published, to)
return {'kept'}
