-- Takes reports of a meeting's case into the log of the account that it is about and, in the same step, into that one's
-- case, which is opened or raised. Each stretch of them once: what was taken over is counted by the case they come from.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:taken:{digest}     hash    what was taken over from that case
-- KEYS[4] {prefix}:{platform:partition}:log                stream  the event log
-- KEYS[5] {prefix}:{platform:partition}:subject:{digest}   hash    what is known of the account
-- KEYS[6] {prefix}:{platform:partition}:case:{id}          hash    the account's case
-- KEYS[7] {prefix}:{platform:partition}:case:{id}:reports  list    log ids of its reports
-- KEYS[8] {prefix}:{platform:partition}:queue:{name}       zset    the queue it waited in, by deadline
-- KEYS[9] {prefix}:{platform:partition}:queue:{name}       zset    the queue it waits in now
-- KEYS[10] {prefix}:{platform:partition}:cases             zset    all cases, by when they were opened
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
-- ARGV[11] taken_before      int     how many were taken over before these
-- ARGV[12] taken_after       int     how many with these
-- ARGV[13] account           string  whom they count for
-- ARGV[14] case_id           string  the open case, or the new one
-- ARGV[15] expected_version  int     the open case's version as read; 0 opens the new one
-- ARGV[16] waiting           flag    whether the case waits in its queue from now on
-- ARGV[17] deadline_ms       int     milliseconds since the epoch
-- ARGV[18] opened_at_ms      int     milliseconds since the epoch
-- ARGV[19] reports           int     how many reports follow
-- ARGV[20..] reports_then_fields string received_at_ms, receipt, where it was first taken ("partition/log id") and event (JSON) of each report, then field and value in turn of what changes in the case
-- REPLY taken <case_id> | known <case_id> <count> | stale | audit_moved
-- PUBLISH (none)
-- @include audit
local taken, log, subject, case, joined = KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local queue_from, queue_to, cases = KEYS[8], KEYS[9], KEYS[10]
local taken_before, taken_after, account, case_id = ARGV[11], ARGV[12], ARGV[13], ARGV[14]
local expected_version, waiting, deadline_ms = ARGV[15], ARGV[16], ARGV[17]
local opened_at_ms, reports = ARGV[18], tonumber(ARGV[19])

local before = redis.call('HMGET', taken, 'count', 'case_id')
if (before[1] or '0') ~= taken_before then
  return {'known', before[2], before[1]}
end
local open_case = redis.call('HGET', subject, 'open_case') or ''
local version = redis.call('HGET', case, 'version') or '0'
if version ~= expected_version or open_case ~= (expected_version == '0' and '' or case_id) then
  return {'stale'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
for i = 20, 16 + 4 * reports, 4 do
  local log_id = redis.call('XADD', log, '*', 'received_at_ms', ARGV[i], 'receipt', ARGV[i + 1],
    'subject_kind', 'account', 'subject_id', account, 'case_id', case_id, 'concerns', ARGV[i + 2],
    'document', ARGV[i + 3])
  redis.call('RPUSH', joined, log_id)
end
redis.call('HSET', taken, 'count', taken_after, 'case_id', case_id)
redis.call('HSET', case, unpack(ARGV, 20 + 4 * reports))
redis.call('HINCRBY', case, 'version', 1)
redis.call('HINCRBY', case, 'report_count', reports)
redis.call('HSET', subject, 'kind', 'account', 'id', account, 'open_case', case_id)
if expected_version == '0' then
  redis.call('ZADD', cases, opened_at_ms, case_id)
end
if queue_from ~= queue_to then
  redis.call('ZREM', queue_from, case_id)
end
if waiting == '1' then
  redis.call('ZADD', queue_to, deadline_ms, case_id)
end
return {'taken', case_id}
