-- Puts a warning to a reporter into a closed case and the outbox, with its audit entry, once.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}            hash  the case
-- KEYS[4] {prefix}:{platform:partition}:case:{id}:actions    hash  its actions, "<suffix>:<field>"
-- KEYS[5] {prefix}:{platform:partition}:outbox               zset  actions on their way, by when the next try is due
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
-- ARGV[12] order           json    what it orders
-- ARGV[13] reason_code     string  told to the platform
-- ARGV[14] now_ms          int     milliseconds since the epoch
-- REPLY ordered | repeated | taken | unknown | audit_moved
-- PUBLISH (none)
-- @include audit
local case, actions, outbox = KEYS[3], KEYS[4], KEYS[5]
local suffix, order, reason_code, now_ms = ARGV[11], ARGV[12], ARGV[13], ARGV[14]

if redis.call('EXISTS', case) == 0 then
  return {'unknown'}
end
local is = redis.call('HGET', actions, suffix .. ':order')
if is then
  return {is == order and 'repeated' or 'taken'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', actions, suffix .. ':order', order, suffix .. ':state', 'pending', suffix .. ':tries', 0,
  suffix .. ':created_at_ms', now_ms, suffix .. ':next_try_at_ms', now_ms, suffix .. ':reason_code', reason_code)
redis.call('ZADD', outbox, now_ms, audit_case_id .. '.' .. suffix)
return {'ordered'}
