-- Says one thing and does another.
-- KEYS[1] pullcord:{test:0}:a hash one
-- KEYS[2] pullcord:{test:0}:b hash never used
-- ARGV[1] now_ms int milliseconds since the epoch
-- ARGV[2..] fields string a tail that is forgotten
-- REPLY accepted | gone
-- PUBLISH (none)
local a, now = KEYS[1], tonumber(ARGV[1]) -- not the header's name, and KEYS[2] in a comment is not a use
local c = KEYS[3]
local field, other = ARGV[2], a
if redis.call('HEXISTS', a, now) == 1 then
  return { ARGV[4] == 'x' and 'kept' or 'lost' }
end
return { 'accepted', c, field, other }
