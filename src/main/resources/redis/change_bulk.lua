-- Puts a decision for several cases in the place of what was read of it. It is kept for a month after its last change.
-- KEYS[1] {prefix}:{platform:partition}:bulk:{digest}  string  the bulk, JSON
-- ARGV[1] before   json  as it was read; '' for one that is new
-- ARGV[2] after    json  as it is from now on
-- ARGV[3] kept_ms  int   for so long, milliseconds
-- REPLY changed | stale
-- PUBLISH (none)
local bulk = KEYS[1]
local before, after, kept_ms = ARGV[1], ARGV[2], ARGV[3]

if (redis.call('GET', bulk) or '') ~= before then
  return {'stale'}
end
redis.call('SET', bulk, after, 'PX', kept_ms)
return {'changed'}
