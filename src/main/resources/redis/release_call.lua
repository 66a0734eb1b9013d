-- Lets go of a desk write that came to nothing, so that it can be made again at once.
-- KEYS[1] {prefix}:{platform:partition}:repeat:{digest}  hash  the call and its answer
-- ARGV[1] maker  string  who made it
-- REPLY released | not_yours
-- PUBLISH (none)
local call = KEYS[1]
local maker = ARGV[1]

local known = redis.call('HMGET', call, 'maker', 'status')
if known[1] ~= maker or known[2] then
  return {'not_yours'}
end
redis.call('DEL', call)
return {'released'}
