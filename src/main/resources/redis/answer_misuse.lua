-- Puts what people found of how an account reports in the place of what was read of it, with who did it, in one step.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries; of no use here
-- KEYS[3] {prefix}:{platform:partition}:misuse:{digest}    string  it, JSON
-- KEYS[4] {prefix}:{platform:partition}:misuses            zset    accounts of which there is such, by the last change
-- ARGV[1] audit_seq        int     the entry's place in the chain
-- ARGV[2] audit_previous   hex     hash of the entry before
-- ARGV[3] audit_hash       hex     hash of the entry
-- ARGV[4] audit_at_ms      int     milliseconds since the epoch
-- ARGV[5] audit_actor      string  who
-- ARGV[6] audit_role       string  as what
-- ARGV[7] audit_verb       string  did what
-- ARGV[8] audit_case_id    string  '': it is of an account
-- ARGV[9] audit_detail     json    why and what exactly
-- ARGV[10] audit_digest    hex     SHA-256 of the detail
-- ARGV[11] before          json    as it was read; '' for one that is new
-- ARGV[12] after           json    as it is from now on
-- ARGV[13] account         string  whose it is
-- ARGV[14] now_ms          int     milliseconds since the epoch
-- ARGV[15] kept_ms         int     for so long, milliseconds
-- REPLY changed | stale | audit_moved
-- PUBLISH (none)
-- @include audit
local misuse, misuses = KEYS[3], KEYS[4]
local before, after, account, now_ms, kept_ms = ARGV[11], ARGV[12], ARGV[13], ARGV[14], ARGV[15]

if (redis.call('GET', misuse) or '') ~= before then
  return {'stale'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('SET', misuse, after, 'PX', kept_ms)
redis.call('ZADD', misuses, now_ms, account)
redis.call('ZREMRANGEBYSCORE', misuses, '-inf', '(' .. (tonumber(now_ms) - tonumber(kept_ms)))
return {'changed'}
