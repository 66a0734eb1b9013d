-- Takes or renews a partition's lease for one node.
-- KEYS[1] {prefix}:{platform:partition}:consumer  string  the node that works the partition; expires with its lease
-- ARGV[1] node      string  who asks
-- ARGV[2] lease_ms  int     for how long
-- REPLY held | taken
-- PUBLISH (none)
local consumer = KEYS[1]
local node, lease_ms = ARGV[1], ARGV[2]

local holder = redis.call('GET', consumer)
if holder and holder ~= node then
  return {'taken'}
end
redis.call('SET', consumer, node, 'PX', lease_ms)
return {'held'}
