-- Takes an event into its partition's log, once for each (source, id).
-- KEYS[1] {prefix}:{platform:partition}:event:{receipt}  string  log id of the event; expires with the dedupe window
-- KEYS[2] {prefix}:{platform:partition}:log              stream  the event log
-- KEYS[3] {prefix}:{platform:partition}:added:{log_id}   list    log ids of what was said later about that report
-- ARGV[1] ttl_ms          int     how long a repeat is known for; 0 means for ever
-- ARGV[2] received_at_ms  int     milliseconds since the epoch
-- ARGV[3] receipt         string  the reporter's token
-- ARGV[4] subject_kind    string  account | meeting
-- ARGV[5] subject_id      string  whom it counts for
-- ARGV[6] concerns        string  log id of the report a correction is about; '' for all else
-- ARGV[7] document        json    the event
-- REPLY accepted <log_id> | duplicate <log_id>
-- PUBLISH (none)
local event, log, added = KEYS[1], KEYS[2], KEYS[3]
local ttl_ms, received_at_ms, receipt = tonumber(ARGV[1]), ARGV[2], ARGV[3]
local subject_kind, subject_id, concerns, document = ARGV[4], ARGV[5], ARGV[6], ARGV[7]

local known = redis.call('GET', event)
if known then
  return {'duplicate', known}
end
local log_id = redis.call('XADD', log, '*', 'received_at_ms', received_at_ms, 'receipt', receipt,
  'subject_kind', subject_kind, 'subject_id', subject_id, 'case_id', '', 'concerns', concerns, 'document', document)
if ttl_ms > 0 then
  redis.call('SET', event, log_id, 'PX', ttl_ms)
else
  redis.call('SET', event, log_id)
end
if concerns ~= '' then
  redis.call('RPUSH', added, log_id)
end
return {'accepted', log_id}
