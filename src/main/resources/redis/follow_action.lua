-- Writes what follows an action whose time is over. Once: the action leaves its list in the same step.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}            hash  the case
-- KEYS[4] {prefix}:{platform:partition}:case:{id}:actions    hash  its actions, "<suffix>:<field>"
-- KEYS[5] {prefix}:{platform:partition}:outbox               zset  actions on their way, by when the next try is due
-- KEYS[6] {prefix}:{platform:partition}:failed               zset  actions given up, by when
-- KEYS[7] {prefix}:{platform:partition}:{right}:{digest}     hash  whether the case's account may join, or is paid out
-- KEYS[8] {prefix}:{platform:partition}:ends                 zset  actions by when their time is over
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
-- ARGV[11] suffix          string  the action's field prefix
-- ARGV[12] state           word    its state as read
-- ARGV[13] tries           int     its tries as read
-- ARGV[14] decision_count  int     how many decisions the case had when it was read
-- ARGV[15] now_ms          int     milliseconds since the epoch
-- ARGV[16] unless_suspended flag   whether nothing is written while the case's account may not join
-- ARGV[17] withdraws       flag    whether the action is taken out of the outbox
-- ARGV[18] next_suffix     string  of the action that follows; '' for none
-- ARGV[19] order           json    what it orders
-- ARGV[20] due_ms          int     when it may leave, milliseconds since the epoch
-- REPLY followed | gone | stale | audit_moved
-- PUBLISH (none)
-- @include audit
-- @include standing
local case, actions, outbox, failed, standing, ends = KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local suffix, state, tries, decision_count, now_ms = ARGV[11], ARGV[12], ARGV[13], ARGV[14], ARGV[15]
local unless_suspended, withdraws, next_suffix, order, due_ms = ARGV[16], ARGV[17], ARGV[18], ARGV[19], ARGV[20]
local id, next_id = audit_case_id .. '.' .. suffix, audit_case_id .. '.' .. next_suffix

if not redis.call('ZSCORE', ends, id) then
  return {'gone'}
end
local is = redis.call('HMGET', actions, suffix .. ':state', suffix .. ':tries', suffix .. ':reason_code')
if is[1] ~= state or is[2] ~= tries or redis.call('HGET', case, 'decision_count') ~= decision_count
    or redis.call('HEXISTS', actions, next_suffix .. ':order') == 1 then
  return {'stale'}
end
if unless_suspended == '1' and is_suspended(standing, now_ms) then
  return {'stale'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('ZREM', ends, id)
if withdraws == '1' then
  redis.call('HSET', actions, suffix .. ':state', 'answered', suffix .. ':status', 'withdrawn', suffix .. ':reversed_by', next_suffix)
  redis.call('HDEL', actions, suffix .. ':next_try_at_ms')
  redis.call('ZREM', outbox, id)
  redis.call('ZREM', failed, id)
end
if next_suffix ~= '' then
  redis.call('HSET', actions, next_suffix .. ':order', order, next_suffix .. ':state', 'pending', next_suffix .. ':tries', 0,
    next_suffix .. ':created_at_ms', now_ms, next_suffix .. ':next_try_at_ms', due_ms, next_suffix .. ':reason_code', is[3],
    next_suffix .. ':follows', id)
  redis.call('ZADD', outbox, due_ms, next_id)
end
return {'followed'}
