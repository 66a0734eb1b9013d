-- Gives back a name that was taken to enter somebody, if it is still whose it was: after its time another may have it.
-- KEYS[1] {prefix}:{people}:name:{digest}  string  who is entering somebody of this name
-- ARGV[1] taker  string  who gives it back
-- REPLY released | not_yours
-- PUBLISH (none)
local name = KEYS[1]
local taker = ARGV[1]

if redis.call('GET', name) ~= taker then
  return {'not_yours'}
end
redis.call('DEL', name)
return {'released'}
