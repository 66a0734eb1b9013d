-- Takes a panic into the log and, in the same step, opens its subject's case or raises the one that is open.
-- KEYS[1] {prefix}:{platform:partition}:event:{receipt}    string  log id of the event
-- KEYS[2] {prefix}:{platform:partition}:log                stream  the event log
-- KEYS[3] {prefix}:{platform:partition}:subject:{digest}   hash    what is known of the subject
-- KEYS[4] {prefix}:{platform:partition}:case:{id}          hash    the case
-- KEYS[5] {prefix}:{platform:partition}:case:{id}:reports  list    log ids of its reports
-- KEYS[6] {prefix}:{platform:partition}:queue:{name}       zset    the queue it waited in, by deadline
-- KEYS[7] {prefix}:{platform:partition}:queue:{name}       zset    the queue it waits in now
-- KEYS[8] {prefix}:{platform:partition}:cases              zset    all cases, by when they were opened
-- ARGV[1] received_at_ms    int     milliseconds since the epoch
-- ARGV[2] receipt           string  the reporter's token
-- ARGV[3] subject_kind      string  account | meeting
-- ARGV[4] subject_id        string  whom it counts for
-- ARGV[5] document          json    the event
-- ARGV[6] case_id           string  the open case, or the new one
-- ARGV[7] expected_version  int     the open case's version as read; 0 opens the new one
-- ARGV[8] waiting           flag    whether the case waits in its queue from now on
-- ARGV[9] deadline_ms       int     milliseconds since the epoch
-- ARGV[10..] case_fields string  field and value in turn of what changes in the case
-- REPLY accepted <log_id> <case_id> | duplicate <log_id> <case_id> | stale
-- PUBLISH (none)
local event, log, subject, case, reports = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local queue_from, queue_to, cases = KEYS[6], KEYS[7], KEYS[8]
local received_at_ms, receipt, subject_kind, subject_id, document = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local case_id, expected_version, waiting, deadline_ms = ARGV[6], ARGV[7], ARGV[8], ARGV[9]

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
local log_id = redis.call('XADD', log, '*', 'received_at_ms', received_at_ms, 'receipt', receipt,
  'subject_kind', subject_kind, 'subject_id', subject_id, 'case_id', case_id, 'concerns', '', 'document', document)
redis.call('SET', event, log_id)
redis.call('HSET', case, unpack(ARGV, 10))
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
