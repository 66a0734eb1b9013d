-- Gives a partition's lease back, if it is this node's.
-- KEYS[1] {prefix}:{platform:partition}:consumer  string  the node that works the partition
-- ARGV[1] node  string  who gives it back
-- REPLY released | not_holder
-- PUBLISH (none)
local consumer = KEYS[1]
local node = ARGV[1]

if redis.call('GET', consumer) ~= node then
  return {'not_holder'}
end
redis.call('DEL', consumer)
return {'released'}
