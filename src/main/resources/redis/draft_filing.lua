-- Writes a filing down under a number of its case, one for each thing it is for.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}          hash  the case
-- KEYS[4] {prefix}:{platform:partition}:case:{id}:filings  hash  its filings, their versions, and what each is for
-- KEYS[5] {prefix}:{platform:partition}:filings            zset  all filings, by when they were drafted
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
-- ARGV[11] filing_id       string  its id
-- ARGV[12] filing          string  the filing, sealed
-- ARGV[13] version         int     its version
-- ARGV[14] once            string  what it is for; '' for nothing in particular
-- ARGV[15] drafted_ms      int     when, milliseconds since the epoch
-- REPLY drafted | known <filing_id> | taken | unknown | audit_moved
-- PUBLISH (none)
-- @include audit
local case, of_case, filings = KEYS[3], KEYS[4], KEYS[5]
local filing_id, filing, version, once, drafted_ms = ARGV[11], ARGV[12], ARGV[13], ARGV[14], ARGV[15]

if redis.call('EXISTS', case) == 0 then
  return {'unknown'}
end
local before = once ~= '' and redis.call('HGET', of_case, 'for:' .. once)
if before then
  return {'known', before}
end
if redis.call('HEXISTS', of_case, filing_id) == 1 then
  return {'taken'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', of_case, filing_id, filing, 'version:' .. filing_id, version)
if once ~= '' then
  redis.call('HSET', of_case, 'for:' .. once, filing_id)
end
redis.call('ZADD', filings, drafted_ms, filing_id)
return {'drafted'}
