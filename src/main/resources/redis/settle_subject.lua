-- Keeps whom an event counts for as its first try found it; later tries are answered with that.
-- KEYS[1] {prefix}:{platform:partition}:settled:{receipt}  hash  whom the event counts for
-- ARGV[1] subject_kind  string  account | meeting, as this try found it
-- ARGV[2] subject_id    string  whom
-- REPLY settled <subject_kind> <subject_id> | known <subject_kind> <subject_id>
-- PUBLISH (none)
local settled = KEYS[1]
local subject_kind, subject_id = ARGV[1], ARGV[2]

local known = redis.call('HMGET', settled, 'subject_kind', 'subject_id')
if known[1] then
  return {'known', known[1], known[2]}
end
redis.call('HSET', settled, 'subject_kind', subject_kind, 'subject_id', subject_id)
return {'settled', subject_kind, subject_id}
