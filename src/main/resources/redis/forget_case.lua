-- Forgets a case that nothing holds and that is as it was read: all that is said of it goes, but its reports and its timeline.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}        stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}           hash    the case
-- KEYS[4] {prefix}:{platform:partition}:case:{id}:filings   hash    its filings
-- KEYS[5] {prefix}:{platform:partition}:held:{digest}       zset    holds on the case, by until when
-- KEYS[6] {prefix}:{platform:partition}:held:{digest}       zset    holds on its account, by until when
-- KEYS[7] {prefix}:{platform:partition}:forgetting          zset    cases that were begun, by when
-- KEYS[8] {prefix}:{platform:partition}:cases               zset    all cases, by when they were opened
-- KEYS[9] {prefix}:{platform:partition}:doomed              set     data keys whose records are gone
-- KEYS[10..] {prefix}:{platform:partition}:{any}             zset    what it is taken out of, then what is deleted
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
-- ARGV[11] read_version    int     its version as it was read
-- ARGV[12] read_filings    int     how many fields its filings had
-- ARGV[13] now_ms          int     milliseconds since the epoch
-- ARGV[14] deleted_from    int     from which of KEYS on they are deleted
-- ARGV[15..] taken_out     string  ZREM or HDEL, the number of its key, the member or field; as many as there are
-- REPLY forgotten | held | moved | gone | audit_moved
-- PUBLISH (none)
-- @include audit
local case, filings, on_case, on_account, forgetting, cases = KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local doomed = KEYS[9]
local read_version, read_filings, now_ms, deleted_from = ARGV[11], tonumber(ARGV[12]), ARGV[13], tonumber(ARGV[14])

local version = redis.call('HGET', case, 'version')
if not version then
  return {'gone'}
end
if version ~= read_version or redis.call('HLEN', filings) ~= read_filings then
  return {'moved'}
end
if redis.call('ZCOUNT', on_case, '(' .. now_ms, '+inf') + redis.call('ZCOUNT', on_account, '(' .. now_ms, '+inf') > 0 then
  return {'held'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('ZADD', forgetting, now_ms, audit_case_id)
redis.call('ZREM', cases, audit_case_id)
local data_key = redis.call('HGET', case, 'data_key')
if data_key then
  redis.call('SADD', doomed, data_key)
end
for i = 15, #ARGV, 3 do
  redis.call(ARGV[i], KEYS[tonumber(ARGV[i + 1])], ARGV[i + 2])
end
for i = deleted_from, #KEYS do
  redis.call('UNLINK', KEYS[i])
end
redis.call('UNLINK', case, filings)
return {'forgotten'}
