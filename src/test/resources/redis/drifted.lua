-- Says one thing and does another.
-- KEYS[1] pullcord:{test:0}:a hash one
-- KEYS[2] pullcord:{test:0}:b hash never used
-- ARGV[1] now_ms int milliseconds since the epoch
-- ARGV[2..] fields string a tail that is forgotten
-- REPLY accepted | gone
-- PUBLISH (none)
local a = KEYS[1]
local now = ARGV[1] -- not the header's name, and KEYS[2] in a comment is not a use
local c = KEYS[3]
local field = ARGV[2]
if redis.call('HEXISTS', a, now) == 1 then
  return { 'kept' }
end
return { 'accepted', c, field }
