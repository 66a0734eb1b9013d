-- Writes the next state of a filing if it still is as it was read, and lists it while the service has something to do with it.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}:filings  hash  the case's filings, their versions, and what each is for
-- KEYS[4] {prefix}:{platform:partition}:submitting         zset  filings on their way, by when the next try is due
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
-- ARGV[12] read_version    int     its version as it was read
-- ARGV[13] next_version    int     its version from now on
-- ARGV[14] filing          string  the filing as it is from now on, sealed
-- ARGV[15] due_ms          int     when its next try is due, milliseconds since the epoch; '' for none
-- REPLY moved | stale | audit_moved
-- PUBLISH (none)
-- @include audit
local of_case, submitting = KEYS[3], KEYS[4]
local filing_id, read_version, next_version, filing, due_ms = ARGV[11], ARGV[12], ARGV[13], ARGV[14], ARGV[15]

if redis.call('HGET', of_case, 'version:' .. filing_id) ~= read_version then
  return {'stale'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', of_case, filing_id, filing, 'version:' .. filing_id, next_version)
if due_ms == '' then
  redis.call('ZREM', submitting, filing_id)
else
  redis.call('ZADD', submitting, due_ms, filing_id)
end
return {'moved'}
