-- Ends by hand an action that was given up: somebody did it, or nothing is there any more to do it to.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}:actions  hash  the case's actions, "<suffix>:<field>"
-- KEYS[4] {prefix}:{platform:partition}:failed             zset  actions given up, by when
-- KEYS[5] {prefix}:{platform:partition}:watched            zset  actions by when they are looked at again
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
-- ARGV[13] status     word    done | target_gone
-- ARGV[14] now_ms     int     milliseconds since the epoch
-- ARGV[15] look_at_ms int     when to look whether it took effect, milliseconds since the epoch; 0 for never
-- REPLY settled | not_failed | audit_moved
-- PUBLISH (none)
-- @include audit
local actions, failed, watched = KEYS[3], KEYS[4], KEYS[5]
local action_id, suffix, status, now_ms, look_at_ms = ARGV[11], ARGV[12], ARGV[13], ARGV[14], ARGV[15]

if redis.call('HGET', actions, suffix .. ':state') ~= 'failed' then
  return {'not_failed'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
local before = redis.call('HMGET', actions, suffix .. ':status', suffix .. ':detail', suffix .. ':next',
  suffix .. ':ended_at_ms')
redis.call('HSET', actions, suffix .. ':status_before', before[1] or '', suffix .. ':detail_before', before[2] or '',
  suffix .. ':next_before', before[3] or '', suffix .. ':ended_before_ms', before[4] or '')
redis.call('HSET', actions, suffix .. ':state', 'answered', suffix .. ':status', status, suffix .. ':detail', 'by_hand',
  suffix .. ':ended_at_ms', now_ms)
redis.call('HDEL', actions, suffix .. ':next_try_at_ms')
redis.call('ZREM', failed, action_id)
if look_at_ms ~= '0' then
  redis.call('ZADD', watched, look_at_ms, action_id)
end
return {'settled'}
