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
local turns = {}
for each in string.gmatch(redis.call('HGET', subject, 'course') or '', '[^,]+') do
  turns[#turns + 1] = each
end
turns[#turns + 1] = turn
local first = math.max(1, #turns - tonumber(most) + 1)
redis.call('HSET', subject, 'course', table.concat(turns, ',', first))
return {'kept'}
