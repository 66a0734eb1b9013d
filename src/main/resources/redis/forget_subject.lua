-- Drops what events added up to for a subject of which this is the last one heard of, unless it has an open case or is held.
-- KEYS[1] {prefix}:{platform:partition}:subject:{digest}  hash  what is known of the subject
-- KEYS[2] {prefix}:{platform:partition}:forgotten         hash  how much was ever forgotten
-- KEYS[3] {prefix}:{platform:partition}:held:{digest}     zset  holds on it, by until when
-- ARGV[1] last_log_id  string  the event that was the last one when it was looked at
-- ARGV[2] now_ms       int     milliseconds since the epoch
-- REPLY forgotten | kept
-- PUBLISH (none)
local subject, forgotten, held = KEYS[1], KEYS[2], KEYS[3]
local last_log_id, now_ms = ARGV[1], ARGV[2]

local known = redis.call('HMGET', subject, 'applied_log_id', 'open_case')
if known[1] ~= last_log_id or (known[2] or '') ~= ''
    or redis.call('ZCOUNT', held, '(' .. now_ms, '+inf') > 0 then
  return {'kept'}
end
redis.call('UNLINK', subject)
redis.call('HINCRBY', forgotten, 'subjects', 1)
return {'forgotten'}
