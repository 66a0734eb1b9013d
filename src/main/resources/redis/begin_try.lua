-- Begins a try of an action that is due, for one caller only.
-- The same for notices, on :notices, :notifying and :unnotified.
-- KEYS[1] {prefix}:{platform:partition}:case:{id}:actions  hash  the case's actions (or notices), "<suffix>:<field>"
-- KEYS[2] {prefix}:{platform:partition}:outbox             zset  actions (or notices) on their way, by when the next try is due
-- ARGV[1] action_id    string  the action
-- ARGV[2] suffix       string  its field prefix
-- ARGV[3] now_ms       int     milliseconds since the epoch
-- ARGV[4] retry_at_ms  int     when it is due again should this try never be recorded
-- REPLY begun <tries> | not_due
-- PUBLISH (none)
local actions, outbox = KEYS[1], KEYS[2]
local action_id, suffix, now_ms, retry_at_ms = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4]

local due = redis.call('ZSCORE', outbox, action_id)
if not due or tonumber(due) > now_ms then
  return {'not_due'}
end
local tries = redis.call('HINCRBY', actions, suffix .. ':tries', 1)
redis.call('HSET', actions, suffix .. ':state', 'trying', suffix .. ':next_try_at_ms', retry_at_ms)
redis.call('ZADD', outbox, retry_at_ms, action_id)
return {'begun', tostring(tries)}
