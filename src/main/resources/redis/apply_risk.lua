-- Writes what a batch of events made of a subject with a case: state, case, reports, queue entry and audit entry together.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:subject:{digest}   hash    what is known of the subject
-- KEYS[4] {prefix}:{platform:partition}:case:{id}          hash    the case
-- KEYS[5] {prefix}:{platform:partition}:case:{id}:reports  list    log ids of its reports
-- KEYS[6] {prefix}:{platform:partition}:queue:{name}       zset    the queue it waited in, by deadline
-- KEYS[7] {prefix}:{platform:partition}:queue:{name}       zset    the queue it waits in now
-- KEYS[8] {prefix}:{platform:partition}:cases              zset    all cases, by when they were opened
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
-- ARGV[11] subject_kind      string  account | meeting
-- ARGV[12] subject_id        string  whom
-- ARGV[13] expected_applied  id      the last event in the state it was folded from
-- ARGV[14] applied           id      the last event in the new state
-- ARGV[15] risk              json    the new state
-- ARGV[16] case_id           string  the open case, or the new one
-- ARGV[17] expected_version  int     the open case's version as read; 0 opens the new one
-- ARGV[18] waiting           flag    whether the case waits in its queue from now on
-- ARGV[19] deadline_ms       int     milliseconds since the epoch
-- ARGV[20] opened_at_ms      int     milliseconds since the epoch
-- ARGV[21] joins             int     how many reports join
-- ARGV[22..] joined_then_fields string log ids of the reports that join, then field and value in turn of what changes in the case
-- REPLY applied | stale | audit_moved
-- PUBLISH (none)
-- @include audit
local subject, case, reports, queue_from, queue_to, cases = KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local subject_kind, subject_id, expected_applied, applied, risk = ARGV[11], ARGV[12], ARGV[13], ARGV[14], ARGV[15]
local case_id, expected_version, waiting, deadline_ms = ARGV[16], ARGV[17], ARGV[18], ARGV[19]
local opened_at_ms, joins = ARGV[20], tonumber(ARGV[21])
local audited = audit_seq ~= '0'

local known = redis.call('HMGET', subject, 'applied_log_id', 'open_case')
local version = redis.call('HGET', case, 'version') or '0'
if (known[1] or '0-0') ~= expected_applied or version ~= expected_version
    or (known[2] or '') ~= (expected_version == '0' and '' or case_id) then
  return {'stale'}
end
if audited and audit_moved() then
  return {'audit_moved'}
end
if audited then
  append_audit()
end
redis.call('HSET', subject, 'kind', subject_kind, 'id', subject_id, 'applied_log_id', applied, 'risk', risk,
  'open_case', case_id)
redis.call('HSET', case, unpack(ARGV, 22 + joins))
redis.call('HINCRBY', case, 'version', 1)
if joins > 0 then
  redis.call('RPUSH', reports, unpack(ARGV, 22, 21 + joins))
  redis.call('HINCRBY', case, 'report_count', joins)
end
if expected_version == '0' then
  redis.call('ZADD', cases, opened_at_ms, case_id)
end
if queue_from ~= queue_to then
  redis.call('ZREM', queue_from, case_id)
end
if waiting == '1' then
  redis.call('ZADD', queue_to, deadline_ms, case_id)
end
return {'applied'}
