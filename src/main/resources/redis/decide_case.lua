-- Writes a decision, the case's state, the audit entry and the actions to be sent, together or not at all.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}            hash  the case
-- KEYS[4] {prefix}:{platform:partition}:case:{id}:decisions  list  its decisions
-- KEYS[5] {prefix}:{platform:partition}:case:{id}:actions    hash  its actions, "<suffix>:<field>"
-- KEYS[6] {prefix}:{platform:partition}:claims               zset  cases under a claim (or :approvals, a proposal)
-- KEYS[7] {prefix}:{platform:partition}:subject:{digest}     hash  what is known of the subject
-- KEYS[8] {prefix}:{platform:partition}:outbox               zset  actions on their way, by when the next try is due
-- KEYS[9] {prefix}:{platform:partition}:standing:{digest}    hash  whether the case's account may join
-- KEYS[10] {prefix}:{platform:partition}:untold            zset  cases whose reporters' records do not know of it yet
-- KEYS[11] {prefix}:{platform:partition}:alone             zset  decisions that one person made alone, by when a second look is due
-- KEYS[12] {prefix}:{platform:partition}:strikes:{digest}  hash  what is counted against the case's account, by case
-- KEYS[13] {prefix}:{platform:partition}:ends             zset  actions by when their time is over
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
-- ARGV[11] token           string  the claim's, or the proposal's that is agreed to
-- ARGV[12] now_ms          int     milliseconds since the epoch
-- ARGV[13] decision        json    the decision
-- ARGV[14] decision_count  int     how many the case has with this one
-- ARGV[15] state           word    the state it is in from now on
-- ARGV[16] settled_score   number  the risk score that this decision settles
-- ARGV[17] repeat_key      string  marks the call, so that its repetition is known; '' for none
-- ARGV[18] reason_code     string  told to the platform
-- ARGV[19] suspended       flag    whether the case's account may not join from now on; '' if the actions do not say
-- ARGV[20] until_ms        int     when that ends, milliseconds since the epoch; 0 for not by itself
-- ARGV[21] from_state      word    the state of a case under it
-- ARGV[22] under           word    claim | proposal
-- ARGV[23] judges         flag    whether it says anything about those who flagged
-- ARGV[24] look_again_by_ms int   by when somebody else looks at it, milliseconds since the epoch; 0 for nobody
-- ARGV[25] strike          json    what it counts against the case's account; '' for nothing
-- ARGV[26..] orders string id, order (JSON), when it is due, when its time is over (0 for never; both ms) and the suffixes of the steps ahead of it in turn
-- REPLY decided | repeated | already_decided | not_holder | unknown | stale | audit_moved
-- PUBLISH (none)
-- @include audit
-- @include standing
-- @include strike
-- @include order
local case, decisions, actions, held, subject, outbox = KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local standing, suspended, until_ms, from_state, under = KEYS[9], ARGV[19], ARGV[20], ARGV[21], ARGV[22]
local untold, alone, judges, look_again_by_ms = KEYS[10], KEYS[11], ARGV[23], ARGV[24]
local strikes, ends, strike = KEYS[12], KEYS[13], ARGV[25]
local token, now_ms, decision, decision_count = ARGV[11], tonumber(ARGV[12]), ARGV[13], ARGV[14]
local state, settled_score, repeat_key, reason_code = ARGV[15], ARGV[16], ARGV[17], ARGV[18]

local known = redis.call('HMGET', case, 'state', under .. '_token', under .. '_expires_at_ms', 'decision_count',
  'repeat_key')
if not known[1] then
  return {'unknown'}
end
if known[1] ~= from_state then
  if repeat_key ~= '' and known[5] == repeat_key then
    return {'repeated'}
  end
  return {tonumber(known[4]) > 0 and 'already_decided' or 'not_holder'}
end
if known[2] ~= token or tonumber(known[3]) <= now_ms then
  return {'not_holder'}
end
if tonumber(known[4]) + 1 ~= tonumber(decision_count) then
  return {'stale'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', case, 'state', state, 'decision_count', decision_count, 'repeat_key', repeat_key)
redis.call('HDEL', case, under .. '_holder', under .. '_token', under .. '_expires_at_ms', 'proposal', 'proposal_repeat_key')
redis.call('HINCRBY', case, 'version', 1)
redis.call('RPUSH', decisions, decision)
redis.call('ZREM', held, audit_case_id)
if redis.call('HGET', subject, 'open_case') == audit_case_id then
  redis.call('HDEL', subject, 'open_case')
  redis.call('HSET', subject, 'settled_score', settled_score)
end
if suspended ~= '' then
  set_standing(standing, audit_case_id, suspended, until_ms, now_ms)
end
if judges == '1' then
  redis.call('ZADD', untold, now_ms, audit_case_id)
end
if look_again_by_ms ~= '0' then
  redis.call('ZADD', alone, look_again_by_ms, audit_case_id .. '.d' .. decision_count)
end
set_strike(strikes, audit_case_id, strike)
put_orders(actions, outbox, ends, 26, reason_code, now_ms)
return {'decided'}
