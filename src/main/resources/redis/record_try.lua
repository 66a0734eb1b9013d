-- Records what a try came to, unless a later one was begun. Where it was under way when a decision withdrew its action, its answer is
-- what became of that, and nothing else follows from it: the decision has ordered already what takes it back, and that need not wait now.
-- The same for notices, on :notices, :notifying and :unnotified.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}:actions  hash  the case's actions (or notices), "<suffix>:<field>"
-- KEYS[4] {prefix}:{platform:partition}:outbox             zset  actions (or notices) on their way, by when the next try is due
-- KEYS[5] {prefix}:{platform:partition}:failed             zset  actions (or notices) given up, by when
-- KEYS[6] {prefix}:{platform:partition}:watched            zset  actions by when they are looked at again
-- ARGV[1] audit_seq        int     the entry's place in the chain
-- ARGV[2] audit_previous   hex     hash of the entry before
-- ARGV[3] audit_hash       hex     hash of the entry
-- ARGV[4] audit_at_ms      int     milliseconds since the epoch
-- ARGV[5] audit_actor      string  who
-- ARGV[6] audit_role       string  as what
-- ARGV[7] audit_verb       string  did what
-- ARGV[8] audit_case_id    string  to which case
-- ARGV[9] audit_detail     json    why and what exactly
-- ARGV[10] audit_digest    hex     SHA-256 of the detail
-- ARGV[11] action_id    string  the action
-- ARGV[12] suffix       string  its field prefix
-- ARGV[13] tries        int     the try that is recorded
-- ARGV[14] state        word    pending | answered | failed
-- ARGV[15] status       word    the platform's answer
-- ARGV[16] detail       string  what it said to it
-- ARGV[17] retry_at_ms  int     when the next try is due; 0 for none
-- ARGV[18] now_ms       int     milliseconds since the epoch
-- ARGV[19] look_at_ms   int     when to look whether it took effect, milliseconds since the epoch; 0 for never
-- REPLY recorded | outrun | audit_moved
-- PUBLISH (none)
-- @include audit
local actions, outbox, failed, watched = KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local action_id, suffix, tries, state = ARGV[11], ARGV[12], ARGV[13], ARGV[14]
local status, detail, retry_at_ms, now_ms, look_at_ms = ARGV[15], ARGV[16], ARGV[17], ARGV[18], ARGV[19]

local known = redis.call('HMGET', actions, suffix .. ':state', suffix .. ':tries', suffix .. ':status', suffix .. ':reversed_by')
local withdrawn = known[1] == 'answered' and known[3] == 'withdrawn' and state == 'answered'
if known[1] ~= 'trying' and not withdrawn or known[2] ~= tries then
  return {'outrun'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', actions, suffix .. ':state', state, suffix .. ':status', status, suffix .. ':detail', detail,
  suffix .. ':ended_at_ms', now_ms)
if state == 'pending' then
  redis.call('HSET', actions, suffix .. ':next_try_at_ms', retry_at_ms)
  redis.call('ZADD', outbox, retry_at_ms, action_id)
else
  redis.call('HDEL', actions, suffix .. ':next_try_at_ms')
  redis.call('ZREM', outbox, action_id)
end
if state == 'failed' then
  redis.call('ZADD', failed, now_ms, action_id)
end
if look_at_ms ~= '0' and not withdrawn then
  redis.call('ZADD', watched, look_at_ms, action_id)
end
local back = withdrawn and known[4] or ''
if back ~= '' and redis.call('HGET', actions, back .. ':state') == 'pending' and redis.call('HGET', actions, back .. ':tries') == '0' then
  redis.call('HSET', actions, back .. ':next_try_at_ms', now_ms)
  redis.call('ZADD', outbox, now_ms, audit_case_id .. '.' .. back)
end
return {'recorded'}
