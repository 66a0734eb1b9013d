-- Puts what people found of how an account reports in the place of what was read of it. It is kept for a time after its last
-- change, and so is its place in the list.
-- KEYS[1] {prefix}:{platform:partition}:misuse:{digest}  string  it, JSON
-- KEYS[2] {prefix}:{platform:partition}:misuses          zset    accounts of which there is such, by the last change
-- ARGV[1] before   json    as it was read; '' for one that is new
-- ARGV[2] after    json    as it is from now on
-- ARGV[3] account  string  whose it is
-- ARGV[4] now_ms   int     milliseconds since the epoch
-- ARGV[5] kept_ms  int     for so long, milliseconds
-- REPLY changed | stale
-- PUBLISH (none)
local misuse, misuses = KEYS[1], KEYS[2]
local before, after, account, now_ms, kept_ms = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

if (redis.call('GET', misuse) or '') ~= before then
  return {'stale'}
end
redis.call('SET', misuse, after, 'PX', kept_ms)
redis.call('ZADD', misuses, now_ms, account)
redis.call('ZREMRANGEBYSCORE', misuses, '-inf', '(' .. (tonumber(now_ms) - tonumber(kept_ms)))
return {'changed'}
