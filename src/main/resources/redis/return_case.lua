-- Ends a claim, a proposal or a snooze and returns the case to its place in the queue: handed back, lapsed, refused,
-- expired, woken.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}     hash  the case
-- KEYS[4] {prefix}:{platform:partition}:queue:{name}  zset  the queue it returns to, by deadline
-- KEYS[5] {prefix}:{platform:partition}:claims        zset  cases under a claim (or :approvals, :snoozed), by when it runs out
-- KEYS[6] {prefix}:{platform:partition}:turns         zset  overdue cases, by when their next step is due
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
-- ARGV[11] token         string  the claim's or the proposal's; '' ends what has run out
-- ARGV[12] now_ms        int     milliseconds since the epoch
-- ARGV[13] queue_name    string  name of the queue at KEYS[4]
-- ARGV[14] first_state   word    the state it rests in on the first tier
-- ARGV[15] higher_state  word    the state it rests in on a higher tier
-- ARGV[16] from_state    word    the state of a case under it
-- ARGV[17] under         word    claim | proposal | snooze
-- ARGV[18] skips         int     how much oftener it was handed back by this
-- REPLY returned | not_holder | not_due | unknown | stale | audit_moved
-- PUBLISH (none)
-- @include audit
local case, queue, held, turns = KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local token, now_ms, queue_name = ARGV[11], tonumber(ARGV[12]), ARGV[13]
local first_state, higher_state, from_state, under, skips = ARGV[14], ARGV[15], ARGV[16], ARGV[17], ARGV[18]

local known = redis.call('HMGET', case, 'state', 'queue', under .. '_token', under .. '_expires_at_ms', 'tier',
  'deadline_ms')
if not known[1] then
  return {'unknown'}
end
local live = known[1] == from_state and tonumber(known[4]) > now_ms
if token ~= '' and not (live and known[3] == token) then
  return {'not_holder'}
end
if token == '' and known[1] ~= from_state then
  redis.call('ZREM', held, audit_case_id) -- it left by another way
  return {'not_due'}
end
if token == '' and live then
  return {'not_due'}
end
if known[2] ~= queue_name then
  return {'stale'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', case, 'state', tonumber(known[5]) > 1 and higher_state or first_state)
redis.call('HDEL', case, under .. '_holder', under .. '_token', under .. '_expires_at_ms', 'proposal', 'proposal_repeat_key')
redis.call('HINCRBY', case, 'skips', skips)
redis.call('HINCRBY', case, 'version', 1)
redis.call('ZREM', held, audit_case_id)
redis.call('ZADD', queue, known[6], audit_case_id)
redis.call('ZREM', turns, audit_case_id) -- whoever was told of it had it meanwhile: past its deadline the next are turned to at once
return {'returned'}
