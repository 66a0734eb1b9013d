-- Ends a claim and puts the case back into its queue for those of a higher role only.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}     hash  the case
-- KEYS[4] {prefix}:{platform:partition}:queue:{name}  zset  the queue it waits in from now on, by deadline
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
-- ARGV[11] token       string  the claim's
-- ARGV[12] now_ms      int     milliseconds since the epoch
-- ARGV[13] queue_from  string  name of the queue it was claimed from
-- ARGV[14] queue_name  string  name of the queue at KEYS[4]
-- ARGV[15] tier        int     its tier from now on
-- ARGV[16] next_state  word    the state it is in from now on
-- ARGV[17] skips       int     how much oftener it was handed back by this
-- REPLY handed_up | not_holder | unknown | stale | audit_moved
-- PUBLISH (none)
-- @include audit
local case, queue, claims = KEYS[3], KEYS[4], KEYS[5]
local token, now_ms, queue_from, queue_name = ARGV[11], tonumber(ARGV[12]), ARGV[13], ARGV[14]
local tier, next_state, skips = ARGV[15], ARGV[16], ARGV[17]

local known = redis.call('HMGET', case, 'state', 'queue', 'claim_token', 'claim_expires_at_ms', 'deadline_ms')
if not known[1] then
  return {'unknown'}
end
if known[1] ~= 'claimed' or known[3] ~= token or tonumber(known[4]) <= now_ms then
  return {'not_holder'}
end
if known[2] ~= queue_from then
  return {'stale'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', case, 'state', next_state, 'queue', queue_name, 'tier', tier)
redis.call('HDEL', case, 'claim_holder', 'claim_token', 'claim_expires_at_ms')
redis.call('HINCRBY', case, 'skips', skips)
redis.call('HINCRBY', case, 'version', 1)
redis.call('ZREM', claims, audit_case_id)
redis.call('ZADD', queue, known[5], audit_case_id)
return {'handed_up'}
