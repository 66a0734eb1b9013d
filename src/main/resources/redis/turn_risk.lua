-- Remembers that an account's risk changed, with what is known of it, so that it is forgotten with it.
-- KEYS[1] {prefix}:{platform:partition}:subject:{digest}  hash  what is known of the subject
-- ARGV[1] turn  string  when in ms, before, after, and both to decide by; a blank between them
-- ARGV[2] most  int     how many are kept
-- REPLY kept | unknown
-- PUBLISH (none)
local subject = KEYS[1]
local turn, most = ARGV[1], ARGV[2]

if redis.call('EXISTS', subject) == 0 then
  return {'unknown'}
end
local known = redis.call('HGET', subject, 'course')
local kept = known and known .. ',' .. turn or turn
local room = tonumber(most) * (#turn + 1) -- each is as long as another: not taken apart, for it is written with every batch that turns a risk
while #kept >= room do
  kept = string.sub(kept, string.find(kept, ',', 1, true) + 1)
end
redis.call('HSET', subject, 'course', kept)
return {'kept'}
