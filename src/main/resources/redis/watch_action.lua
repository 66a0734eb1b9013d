-- Writes what was found of an action after it was sent: that it took effect, or that it did not and what is ordered then. Once:
-- an action is followed by one other only, and only as it was read.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}            hash  the case
-- KEYS[4] {prefix}:{platform:partition}:case:{id}:actions    hash  its actions, "<suffix>:<field>"
-- KEYS[5] {prefix}:{platform:partition}:outbox               zset  actions on their way, by when the next try is due
-- KEYS[6] {prefix}:{platform:partition}:failed               zset  actions given up, by when
-- KEYS[7] {prefix}:{platform:partition}:watched              zset  actions by when they are looked at again
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
-- ARGV[16] next_state      word    answered | failed: the state it is in from now on; '' for as it is
-- ARGV[17] shown_by        word    what showed that it took effect; '' for as it is, '-' if nothing does any more
-- ARGV[18] shown_at_ms     int     when, milliseconds since the epoch
-- ARGV[19] proposes        words   types that a person may order in its place; '' for as it is
-- ARGV[20] detail          string  why it was given up; '' for what was said before
-- ARGV[21] because         string  what made the ones that follow follow
-- ARGV[22] joins           int     of these: how often somebody was removed anew because he came back
-- ARGV[23] resent          int     of these: how often it was sent again
-- ARGV[24..] orders string of each that follows its id, order (JSON), when it is due, when its time is over (0 for never; both ms) and the suffixes of the steps ahead of it in turn
-- REPLY written | stale | audit_moved
-- PUBLISH (none)
-- @include audit
-- @include order
local case, actions, outbox, failed, watched, ends = KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local suffix, state, tries, decision_count, now_ms = ARGV[11], ARGV[12], ARGV[13], ARGV[14], ARGV[15]
local next_state, shown_by, shown_at_ms, proposes, detail = ARGV[16], ARGV[17], ARGV[18], ARGV[19], ARGV[20]
local because, joins, resent = ARGV[21], ARGV[22], ARGV[23]
local id, first = audit_case_id .. '.' .. suffix, 24 -- of the orders

local is = redis.call('HMGET', actions, suffix .. ':state', suffix .. ':tries', suffix .. ':reason_code', suffix .. ':next',
  suffix .. ':shown_by')
if is[1] ~= state or is[2] ~= tries or redis.call('HGET', case, 'decision_count') ~= decision_count then
  return {'stale'}
end
if #ARGV >= first and (is[4] or redis.call('HEXISTS', actions, string.match(ARGV[first], '%.(.*)') .. ':order') == 1) then
  return {'stale'}
end
local shown = is[5] and is[5] ~= 'nothing'
if (shown and shown_by ~= '' and shown_by ~= '-') or (shown_by == '-' and not is[5]) then
  return {'stale'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('ZREM', watched, id)
if shown_by == '-' then
  redis.call('HDEL', actions, suffix .. ':shown_by', suffix .. ':shown_at_ms')
elseif shown_by ~= '' then
  redis.call('HSET', actions, suffix .. ':shown_by', shown_by, suffix .. ':shown_at_ms', shown_at_ms)
end
if proposes ~= '' then
  redis.call('HSET', actions, suffix .. ':proposes', proposes)
end
if next_state ~= '' then
  redis.call('HSET', actions, suffix .. ':state', next_state)
end
if next_state == 'failed' then
  redis.call('HSET', actions, suffix .. ':detail', detail)
  redis.call('ZADD', failed, now_ms, id)
elseif next_state == 'answered' then
  redis.call('ZREM', failed, id)
end
put_orders(actions, outbox, ends, first, is[3], now_ms)
for i = first, #ARGV, 5 do
  local following = string.match(ARGV[i], '%.(.*)')
  redis.call('HSET', actions, following .. ':follows', id, following .. ':because', because, following .. ':joins', joins,
    following .. ':resent', resent)
  redis.call('HSET', actions, suffix .. ':next', following)
end
return {'written'}
