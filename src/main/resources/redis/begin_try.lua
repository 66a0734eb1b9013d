-- Begins a try of an action that is due, for one caller only, and not before the steps ahead of it in its plan are done with: each
-- holds it for so long and so many tries at most.
-- The same for notices, on :notices, :notifying and :unnotified; nothing is ahead of one.
-- KEYS[1] {prefix}:{platform:partition}:case:{id}:actions  hash  the case's actions (or notices), "<suffix>:<field>"
-- KEYS[2] {prefix}:{platform:partition}:outbox             zset  actions (or notices) on their way, by when the next try is due
-- ARGV[1] action_id    string  the action
-- ARGV[2] suffix       string  its field prefix
-- ARGV[3] now_ms       int     milliseconds since the epoch
-- ARGV[4] retry_at_ms  int     when it is due again should this try never be recorded
-- ARGV[5] step_waits_ms  int  how long the first step holds it, from when it was ordered; the second twice as long, and so on
-- ARGV[6] plan_waits_ms  int  how long any of them does at most
-- ARGV[7] ordered_tries  int  how many fruitless tries of a step ahead hold it
-- REPLY begun <tries> | not_due | held
-- PUBLISH (none)
local actions, outbox = KEYS[1], KEYS[2]
local action_id, suffix, now_ms, retry_at_ms = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4]
local step_waits_ms, plan_waits_ms, ordered_tries = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])

local due = redis.call('ZSCORE', outbox, action_id)
if not due or tonumber(due) > now_ms then
  return {'not_due'}
end
local plan = redis.call('HMGET', actions, suffix .. ':after', suffix .. ':created_at_ms')
local ahead = 0
for step in string.gmatch(plan[1] or '', '%S+') do
  local is = redis.call('HMGET', actions, step .. ':state', step .. ':tries', step .. ':tries_before')
  local in_a_row = tonumber(is[2] or 0) - tonumber(is[3] or 0)
  local holds = (is[1] == 'pending' and in_a_row < ordered_tries) or (is[1] == 'trying' and in_a_row <= ordered_tries)
  ahead = ahead + 1
  if holds and now_ms < tonumber(plan[2]) + math.min(ahead * step_waits_ms, plan_waits_ms) then
    return {'held'}
  end
end
local tries = redis.call('HINCRBY', actions, suffix .. ':tries', 1)
redis.call('HSET', actions, suffix .. ':state', 'trying', suffix .. ':next_try_at_ms', retry_at_ms)
redis.call('ZADD', outbox, retry_at_ms, action_id)
return {'begun', tostring(tries)}
