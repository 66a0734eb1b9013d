-- Puts a decision before a second person: ends the claim, and the case waits for an answer until the proposal runs out.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}   hash  the case
-- KEYS[4] {prefix}:{platform:partition}:claims      zset  claimed cases, by when their claim runs out
-- KEYS[5] {prefix}:{platform:partition}:approvals   zset  cases that wait for an answer, by when their proposal runs out
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
-- ARGV[11] token           string  the claim's
-- ARGV[12] now_ms          int     milliseconds since the epoch
-- ARGV[13] proposal        json    what the second person is asked
-- ARGV[14] proposal_token  string  tells it from any other
-- ARGV[15] expires_at_ms   int     milliseconds since the epoch
-- ARGV[16] decision_count  int     how many decisions the case had when it was read
-- ARGV[17] repeat_key      string  marks the call, so that its repetition is known; '' for none
-- ARGV[18] next_state      word    the state it is in from now on
-- REPLY proposed | repeated | already_decided | not_holder | unknown | stale | audit_moved
-- PUBLISH (none)
-- @include audit
local case, claims, approvals = KEYS[3], KEYS[4], KEYS[5]
local token, now_ms, proposal, proposal_token = ARGV[11], tonumber(ARGV[12]), ARGV[13], ARGV[14]
local expires_at_ms, decision_count, repeat_key, next_state = ARGV[15], ARGV[16], ARGV[17], ARGV[18]

local known = redis.call('HMGET', case, 'state', 'claim_token', 'claim_expires_at_ms', 'decision_count',
  'proposal_repeat_key')
if not known[1] then
  return {'unknown'}
end
if known[1] == next_state and repeat_key ~= '' and known[5] == repeat_key then
  return {'repeated'}
end
if known[1] ~= 'claimed' then
  return {tonumber(known[4]) > 0 and 'already_decided' or 'not_holder'}
end
if known[2] ~= token or tonumber(known[3]) <= now_ms then
  return {'not_holder'}
end
if known[4] ~= decision_count then
  return {'stale'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', case, 'state', next_state, 'proposal', proposal, 'proposal_token', proposal_token,
  'proposal_expires_at_ms', expires_at_ms, 'proposal_repeat_key', repeat_key)
redis.call('HDEL', case, 'claim_holder', 'claim_token', 'claim_expires_at_ms')
redis.call('HINCRBY', case, 'version', 1)
redis.call('ZREM', claims, audit_case_id)
redis.call('ZADD', approvals, expires_at_ms, audit_case_id)
return {'proposed'}
