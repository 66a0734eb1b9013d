-- Puts an open case back into its queue, whoever holds it, and says for whom it is meant: he gets it next, if nobody was
-- sooner.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}     hash  the case
-- KEYS[4] {prefix}:{platform:partition}:queue:{name}  zset  the queue it waits in, by deadline
-- KEYS[5] {prefix}:{platform:partition}:claims        zset  claimed cases, by when their claim runs out
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
-- ARGV[11] token         string  the claim's, by its holder; '' takes it from whoever holds it
-- ARGV[12] now_ms        int     milliseconds since the epoch
-- ARGV[13] queue_name    string  name of the queue at KEYS[4]
-- ARGV[14] from_states   words   states a case can be given in
-- ARGV[15] first_state   word    the state it rests in on the first tier
-- ARGV[16] higher_state  word    the state it rests in on a higher tier
-- ARGV[17] assigned_to   string  the moderator's id; '' for nobody
-- REPLY assigned | not_holder | not_open <state> | unknown | stale | audit_moved
-- PUBLISH (none)
-- @include audit
local case, queue, claims = KEYS[3], KEYS[4], KEYS[5]
local token, now_ms, queue_name, from_states = ARGV[11], tonumber(ARGV[12]), ARGV[13], ARGV[14]
local first_state, higher_state, assigned_to = ARGV[15], ARGV[16], ARGV[17]

local known = redis.call('HMGET', case, 'state', 'queue', 'claim_token', 'claim_expires_at_ms', 'tier', 'deadline_ms')
local state = known[1]
if not state then
  return {'unknown'}
end
if token ~= '' and (state ~= 'claimed' or known[3] ~= token or tonumber(known[4]) <= now_ms) then
  return {'not_holder'}
end
if not string.find(' ' .. from_states .. ' ', ' ' .. state .. ' ', 1, true) then
  return {'not_open', state}
end
if known[2] ~= queue_name then
  return {'stale'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', case, 'state', tonumber(known[5]) > 1 and higher_state or first_state)
redis.call('HDEL', case, 'claim_holder', 'claim_token', 'claim_expires_at_ms', 'assigned_to')
if assigned_to ~= '' then
  redis.call('HSET', case, 'assigned_to', assigned_to)
end
redis.call('HINCRBY', case, 'version', 1)
redis.call('ZREM', claims, audit_case_id)
redis.call('ZADD', queue, known[6], audit_case_id)
return {'assigned'}
