-- Takes a panic into the log and, in the same step, opens its subject's case or raises the one that is open.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:event:{receipt}    string  log id of the event
-- KEYS[4] {prefix}:{platform:partition}:log                stream  the event log
-- KEYS[5] {prefix}:{platform:partition}:subject:{digest}   hash    what is known of the subject
-- KEYS[6] {prefix}:{platform:partition}:case:{id}          hash    the case
-- KEYS[7] {prefix}:{platform:partition}:case:{id}:reports  list    log ids of its reports
-- KEYS[8] {prefix}:{platform:partition}:queue:{name}       zset    the queue it waited in, by deadline
-- KEYS[9] {prefix}:{platform:partition}:queue:{name}       zset    the queue it waits in now
-- KEYS[10] {prefix}:{platform:partition}:cases              zset    all cases, by when they were opened
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
-- ARGV[11] received_at_ms    int     milliseconds since the epoch
-- ARGV[12] receipt           string  the reporter's token
-- ARGV[13] subject_kind      string  account | meeting
-- ARGV[14] subject_id        string  whom it counts for
-- ARGV[15] document          json    the event
-- ARGV[16] case_id           string  the open case, or the new one
-- ARGV[17] expected_version  int     the open case's version as read; 0 opens the new one
-- ARGV[18] waiting           flag    whether the case waits in its queue from now on
-- ARGV[19] deadline_ms       int     milliseconds since the epoch
-- ARGV[20..] case_fields string  field and value in turn of what changes in the case
-- REPLY accepted <log_id> <case_id> | duplicate <log_id> <case_id> | stale | audit_moved
-- PUBLISH (none)
-- @include audit
local event, log, subject, case, reports = KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local queue_from, queue_to, cases = KEYS[8], KEYS[9], KEYS[10]
local received_at_ms, receipt, subject_kind, subject_id, document = ARGV[11], ARGV[12], ARGV[13], ARGV[14], ARGV[15]
local case_id, expected_version, waiting, deadline_ms = ARGV[16], ARGV[17], ARGV[18], ARGV[19]

local known = redis.call('GET', event)
if known then
  local entry = redis.call('XRANGE', log, known, known)[1]
  return {'duplicate', known, entry and entry[2][10] or ''}
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
local log_id = redis.call('XADD', log, '*', 'received_at_ms', received_at_ms, 'receipt', receipt,
  'subject_kind', subject_kind, 'subject_id', subject_id, 'case_id', case_id, 'concerns', '', 'document', document)
redis.call('SET', event, log_id)
redis.call('HSET', case, unpack(ARGV, 20))
redis.call('HINCRBY', case, 'version', 1)
redis.call('HINCRBY', case, 'report_count', 1)
redis.call('RPUSH', reports, log_id)
if expected_version == '0' then
  redis.call('HSET', subject, 'kind', subject_kind, 'id', subject_id, 'open_case', case_id)
  redis.call('ZADD', cases, received_at_ms, case_id)
end
if queue_from ~= queue_to then
  redis.call('ZREM', queue_from, case_id)
end
if waiting == '1' then
  redis.call('ZADD', queue_to, deadline_ms, case_id)
end
return {'accepted', log_id, case_id}
