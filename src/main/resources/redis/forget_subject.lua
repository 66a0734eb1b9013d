-- Drops what events added up to for a subject of which this is the last one heard of, unless it has an open case.
-- KEYS[1] {prefix}:{platform:partition}:subject:{digest}  hash  what is known of the subject
-- KEYS[2] {prefix}:{platform:partition}:forgotten         hash  how much was ever forgotten
-- ARGV[1] last_log_id  string  the event that was the last one when it was looked at
-- REPLY forgotten | kept
-- PUBLISH (none)
local subject, forgotten = KEYS[1], KEYS[2]
local last_log_id = ARGV[1]

local known = redis.call('HMGET', subject, 'applied_log_id', 'open_case')
if known[1] ~= last_log_id or (known[2] or '') ~= '' then
  return {'kept'}
end
redis.call('UNLINK', subject)
redis.call('HINCRBY', forgotten, 'subjects', 1)
return {'forgotten'}
