-- Takes back that an action was settled by hand: it is given up again, as it was, in sight of a lead. Not once another
-- decision counts, or another order has followed it: those stand on what was said.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}          hash  the case
-- KEYS[4] {prefix}:{platform:partition}:case:{id}:actions  hash  the case's actions, "<suffix>:<field>"
-- KEYS[5] {prefix}:{platform:partition}:failed             zset  actions given up, by when
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
-- ARGV[11] action_id  string  the action
-- ARGV[12] suffix     string  its field prefix
-- ARGV[13] decision   int     the number of the decision that ordered it; '' where none did
-- ARGV[14] now_ms     int     milliseconds since the epoch
-- REPLY parked | not_settled | superseded | audit_moved
-- PUBLISH (none)
-- @include audit
local case, actions, failed, watched = KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local action_id, suffix, decision, now_ms = ARGV[11], ARGV[12], ARGV[13], ARGV[14]

local is = redis.call('HMGET', actions, suffix .. ':state', suffix .. ':detail', suffix .. ':next', suffix .. ':status_before',
  suffix .. ':detail_before', suffix .. ':next_before', suffix .. ':ended_before_ms')
if is[1] ~= 'answered' or is[2] ~= 'by_hand' or not is[4] then
  return {'not_settled'}
end
if (is[3] or '') ~= is[6] or (decision ~= '' and redis.call('HGET', case, 'decision_count') ~= decision) then
  return {'superseded'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', actions, suffix .. ':state', 'failed', suffix .. ':status', is[4], suffix .. ':detail', is[5],
  suffix .. ':ended_at_ms', is[7])
redis.call('HDEL', actions, suffix .. ':status_before', suffix .. ':detail_before', suffix .. ':next_before', suffix .. ':ended_before_ms',
  suffix .. ':shown_by', suffix .. ':shown_at_ms')
redis.call('ZADD', failed, now_ms, action_id)
redis.call('ZREM', watched, action_id)
return {'parked'}
