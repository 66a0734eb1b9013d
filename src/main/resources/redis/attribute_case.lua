-- Ends a meeting's case because it is about an account: its reports are to go to that one's case.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}         hash  the case
-- KEYS[4] {prefix}:{platform:partition}:claims            zset  claimed cases, by when their claim runs out
-- KEYS[5] {prefix}:{platform:partition}:subject:{digest}  hash  what is known of the meeting
-- KEYS[6] {prefix}:{platform:partition}:attributed        zset  cases whose reports are still to go, by since when
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
-- ARGV[11] token       string  the claim's
-- ARGV[12] now_ms      int     milliseconds since the epoch
-- ARGV[13] next_state  word    the state it is in from now on
-- ARGV[14] account     string  whom it is about
-- REPLY attributed | not_holder | unknown | audit_moved
-- PUBLISH (none)
-- @include audit
local case, claims, subject, attributed = KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local token, now_ms, next_state, account = ARGV[11], tonumber(ARGV[12]), ARGV[13], ARGV[14]

local known = redis.call('HMGET', case, 'state', 'claim_token', 'claim_expires_at_ms')
if not known[1] then
  return {'unknown'}
end
if known[1] ~= 'claimed' or known[2] ~= token or tonumber(known[3]) <= now_ms then
  return {'not_holder'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', case, 'state', next_state, 'account', account)
redis.call('HDEL', case, 'claim_holder', 'claim_token', 'claim_expires_at_ms')
redis.call('HINCRBY', case, 'version', 1)
redis.call('ZREM', claims, audit_case_id)
redis.call('ZADD', attributed, now_ms, audit_case_id)
if redis.call('HGET', subject, 'open_case') == audit_case_id then
  redis.call('HDEL', subject, 'open_case')
end
return {'attributed'}
