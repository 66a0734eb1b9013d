-- Puts a decision for several cases in the place of what was read of it. It is kept for a month after its last change.
-- KEYS[1] {prefix}:{platform:partition}:bulk:{digest}  string  the bulk, JSON
-- KEYS[2] {prefix}:{platform:partition}:bulks          zset    ids, by when they were asked for
-- ARGV[1] before     json  as it was read; '' for one that is new
-- ARGV[2] after      json  as it is from now on
-- ARGV[3] kept_ms    int   for so long, milliseconds
-- ARGV[4] id         text  what it is found by
-- ARGV[5] at_ms      int   when it was asked for, epoch milliseconds
-- ARGV[6] listed_ms  int   for so long its id is kept, milliseconds
-- REPLY changed | stale
-- PUBLISH (none)
local bulk, bulks = KEYS[1], KEYS[2]
local before, after, kept_ms = ARGV[1], ARGV[2], ARGV[3]
local id, at_ms, listed_ms = ARGV[4], ARGV[5], ARGV[6]

if (redis.call('GET', bulk) or '') ~= before then
  return {'stale'}
end
redis.call('SET', bulk, after, 'PX', kept_ms)
redis.call('ZADD', bulks, at_ms, id)
redis.call('ZREMRANGEBYSCORE', bulks, '-inf', at_ms - listed_ms)
redis.call('PEXPIRE', bulks, listed_ms)
return {'changed'}
