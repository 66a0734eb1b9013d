-- Writes what a batch of events made of a subject, where nothing changes in its case: it has none, or they are not about it.
-- KEYS[1] {prefix}:{platform:partition}:subject:{digest}  hash  what is known of the subject
-- ARGV[1] subject_kind      string  account | meeting
-- ARGV[2] subject_id        string  whom
-- ARGV[3] expected_applied  id      the last event in the state it was folded from
-- ARGV[4] applied           id      the last event in the new state
-- ARGV[5] risk              json    the new state
-- ARGV[6] expected_case     string  the open case as read; '' for none
-- REPLY applied | stale
-- PUBLISH (none)
local subject = KEYS[1]
local subject_kind, subject_id, expected_applied = ARGV[1], ARGV[2], ARGV[3]
local applied, risk, expected_case = ARGV[4], ARGV[5], ARGV[6]

local known = redis.call('HMGET', subject, 'applied_log_id', 'open_case')
if (known[1] or '0-0') ~= expected_applied or (known[2] or '') ~= expected_case then
  return {'stale'}
end
redis.call('HSET', subject, 'kind', subject_kind, 'id', subject_id, 'applied_log_id', applied, 'risk', risk)
return {'applied'}
