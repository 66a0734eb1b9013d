-- Writes a decision that takes the place of a case's last one: takes what was not sent out of the outbox, puts in what
-- takes the rest back, and on request reopens the case.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}            hash  the case
-- KEYS[4] {prefix}:{platform:partition}:case:{id}:decisions  list  its decisions
-- KEYS[5] {prefix}:{platform:partition}:case:{id}:actions    hash  its actions, "<suffix>:<field>"
-- KEYS[6] {prefix}:{platform:partition}:subject:{digest}     hash  what is known of the subject
-- KEYS[7] {prefix}:{platform:partition}:outbox               zset  actions on their way, by when the next try is due
-- KEYS[8] {prefix}:{platform:partition}:failed               zset  actions given up, by when
-- KEYS[9] {prefix}:{platform:partition}:standing:{digest}    hash  whether the case's account may join
-- KEYS[10] {prefix}:{platform:partition}:untold              zset  cases whose reporters' records do not know of it yet
-- KEYS[11] {prefix}:{platform:partition}:queue:{name}        zset  the queue it waits in once it is reopened, by deadline
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
-- ARGV[11] now_ms          int     milliseconds since the epoch
-- ARGV[12] decision        json    the decision
-- ARGV[13] decision_count  int     how many the case has with this one
-- ARGV[14] from_states     words   states a case can be decided anew in
-- ARGV[15] next_state      word    the state it is in from now on; '' for the one it is in
-- ARGV[16] repeat_key      string  marks the call, so that its repetition is known; '' for none
-- ARGV[17] reason_code     string  told to the platform
-- ARGV[18] suspended       flag    whether the case's account may not join from now on; '' if nothing says so
-- ARGV[19] until_ms        int     when that ends, milliseconds since the epoch; 0 for not by itself
-- ARGV[20] judges          flag    whether the reporters' records are to learn of it
-- ARGV[21] reopens         flag    whether the case is to wait in its queue again, unless its subject has another open one
-- ARGV[22] open_state      word    the state it rests in then
-- ARGV[23] strike          json    what the decision counts against the case's account; '' for nothing
-- ARGV[24] looks_again     flag    whether it is a second look, which is nothing where somebody agreed to the last one
-- ARGV[25] correction_token string the correction's that a second person agrees to; '' where none waited
-- ARGV[26] withdrawn       int     how many actions are taken out
-- ARGV[27..] withdrawn_then_orders string suffix, state and tries as read of each action that is taken out and the suffix of what takes it back once its answer is in ('' for nothing), then id, order (JSON), when it is due, when its time is over (0 for never; both ms) and the suffixes of the steps ahead of each new one
-- REPLY superseded <state> | repeated | moved | unknown | stale | audit_moved
-- PUBLISH (none)
-- @include audit
-- @include standing
-- @include strike
-- @include order
local case, decisions, actions, subject, outbox, failed = KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local standing, untold, queue, strikes, ends = KEYS[9], KEYS[10], KEYS[11], KEYS[12], KEYS[13]
local now_ms, decision, decision_count, from_states = ARGV[11], ARGV[12], tonumber(ARGV[13]), ARGV[14]
local next_state, repeat_key, reason_code, suspended = ARGV[15], ARGV[16], ARGV[17], ARGV[18]
local until_ms, judges, reopens, open_state, strike = ARGV[19], ARGV[20], ARGV[21], ARGV[22], ARGV[23]
local looks_again, correction_token, withdrawn = ARGV[24], ARGV[25], tonumber(ARGV[26])

local known = redis.call('HMGET', case, 'state', 'decision_count', 'repeat_key', 'deadline_ms', 'agreed_decision', 'correction_token')
if not known[1] then
  return {'unknown'}
end
if repeat_key ~= '' and known[3] == repeat_key then
  return {'repeated'}
end
if not string.find(' ' .. from_states .. ' ', ' ' .. known[1] .. ' ', 1, true)
    or tonumber(known[2]) + 1 ~= decision_count
    or looks_again == '1' and known[5] == known[2] -- the first second look is the last
    or correction_token ~= '' and known[6] ~= correction_token then
  return {'moved'}
end
for i = 27, 23 + 4 * withdrawn, 4 do
  local is = redis.call('HMGET', actions, ARGV[i] .. ':state', ARGV[i] .. ':tries')
  if is[1] ~= ARGV[i + 1] or is[2] ~= ARGV[i + 2] then
    return {'stale'}
  end
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
reopens = reopens == '1' and not redis.call('HGET', subject, 'open_case')
local state = reopens and open_state or next_state ~= '' and next_state or known[1]
redis.call('HSET', case, 'state', state, 'decision_count', decision_count, 'repeat_key', repeat_key)
redis.call('HINCRBY', case, 'version', 1)
redis.call('RPUSH', decisions, decision)
if correction_token ~= '' then redis.call('HDEL', case, 'correction', 'correction_token') end -- it is answered, not void
set_strike(strikes, audit_case_id, strike)
if reopens then
  redis.call('HSET', subject, 'open_case', audit_case_id)
  redis.call('ZADD', queue, known[4], audit_case_id)
end
if suspended ~= '' then
  set_standing(standing, audit_case_id, suspended, until_ms, now_ms)
end
if judges == '1' then
  redis.call('ZADD', untold, now_ms, audit_case_id)
end
for i = 27, 23 + 4 * withdrawn, 4 do
  redis.call('HSET', actions, ARGV[i] .. ':state', 'answered', ARGV[i] .. ':status', 'withdrawn', ARGV[i] .. ':reversed_by', ARGV[i + 3])
  redis.call('HDEL', actions, ARGV[i] .. ':next_try_at_ms')
  redis.call('ZREM', outbox, audit_case_id .. '.' .. ARGV[i])
  redis.call('ZREM', failed, audit_case_id .. '.' .. ARGV[i])
end
put_orders(actions, outbox, ends, 27 + 4 * withdrawn, reason_code, now_ms)
return {'superseded', state}
