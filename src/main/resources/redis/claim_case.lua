-- Grants an exclusive, expiring lease on a waiting case; asked again with the same token, answers the same while the
-- claim lives. A token whose claim is over, or that was refused, is spent: it never gets one.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}     hash  the case
-- KEYS[4] {prefix}:{platform:partition}:queue:{name}  zset  the queue it waits in, by deadline
-- KEYS[5] {prefix}:{platform:partition}:claims        zset  claimed cases, by when their claim runs out
-- KEYS[6] {prefix}:{platform:partition}:case:{id}:spent  set  tokens that had their answer; kept after the last one
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
-- ARGV[11] token          string  shown by whoever changes the case from now on
-- ARGV[12] holder         string  the moderator's id
-- ARGV[13] now_ms         int     milliseconds since the epoch
-- ARGV[14] expires_at_ms  int     milliseconds since the epoch
-- ARGV[15] queue_name     string  name of the queue at KEYS[4]
-- ARGV[16] from_states    words   states a case can be claimed in
-- ARGV[17] spent_ttl_ms   int     how long spent tokens are known for
-- ARGV[18] version        int     of the case, as it was judged whether it may be his
-- REPLY claimed <case> | already_yours <case> | already_claimed | not_waiting <state> | spent | unknown | stale | audit_moved
-- PUBLISH (none)
-- @include audit
local case, queue, claims, spent = KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local token, holder, now_ms, expires_at_ms = ARGV[11], ARGV[12], tonumber(ARGV[13]), ARGV[14]
local queue_name, from_states, spent_ttl_ms, version = ARGV[15], ARGV[16], ARGV[17], ARGV[18]

local function spend()
  redis.call('SADD', spent, token)
  redis.call('PEXPIRE', spent, spent_ttl_ms)
end

local known = redis.call('HMGET', case, 'state', 'queue', 'claim_token', 'claim_expires_at_ms', 'version')
local state = known[1]
if not state then
  return {'unknown'}
end
if state == 'claimed' then
  if known[3] == token and tonumber(known[4]) > now_ms then
    return {'already_yours', unpack(redis.call('HGETALL', case))}
  end
  spend()
  return {'already_claimed'}
end
if not string.find(' ' .. from_states .. ' ', ' ' .. state .. ' ', 1, true) then
  spend()
  return {'not_waiting', state}
end
if redis.call('SISMEMBER', spent, token) == 1 then
  return {'spent'}
end
if known[2] ~= queue_name or (known[5] or '0') ~= version then
  return {'stale'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', case, 'state', 'claimed', 'claim_holder', holder, 'claim_token', token,
  'claim_expires_at_ms', expires_at_ms)
redis.call('HINCRBY', case, 'looks', 1)
redis.call('HSETNX', case, 'first_claimed_at_ms', ARGV[13]) -- when somebody looked for the first time, however often it comes back
redis.call('HINCRBY', case, 'version', 1)
redis.call('ZREM', queue, audit_case_id)
redis.call('ZADD', claims, expires_at_ms, audit_case_id)
spend()
return {'claimed', unpack(redis.call('HGETALL', case))}
