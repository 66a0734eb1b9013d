-- Puts a correction of a case's last decision before a second person. The decision counts until that one agrees; a correction of a
-- decision that does not count any more is as good as none.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}   hash  the case
-- KEYS[4] {prefix}:{platform:partition}:corrections zset  decided cases whose correction waits for an answer, by when it runs out
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
-- ARGV[11] now_ms          int     milliseconds since the epoch
-- ARGV[12] correction      json    what the second person is asked
-- ARGV[13] token           string  tells it from any other
-- ARGV[14] expires_at_ms   int     milliseconds since the epoch
-- ARGV[15] decision_count  int     how many decisions the case had when it was read
-- ARGV[16] repeat_key      string  marks the call, so that its repetition is known; '' for none
-- ARGV[17] from_states     words   states a case can be corrected in
-- REPLY proposed | repeated | waits | moved | unknown | audit_moved
-- PUBLISH (none)
-- @include audit
local case, corrections = KEYS[3], KEYS[4]
local now_ms, correction, token = tonumber(ARGV[11]), ARGV[12], ARGV[13]
local expires_at_ms, decision_count, repeat_key, from_states = ARGV[14], ARGV[15], ARGV[16], ARGV[17]

local known = redis.call('HMGET', case, 'state', 'decision_count', 'correction_count', 'correction_expires_at_ms',
  'correction_repeat_key')
if not known[1] then
  return {'unknown'}
end
if not string.find(' ' .. from_states .. ' ', ' ' .. known[1] .. ' ', 1, true) or known[2] ~= decision_count then
  return {'moved'}
end
if known[3] == decision_count then
  if repeat_key ~= '' and known[5] == repeat_key then
    return {'repeated'}
  end
  if tonumber(known[4]) > now_ms then
    return {'waits'}
  end
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', case, 'correction', correction, 'correction_token', token, 'correction_count', decision_count,
  'correction_expires_at_ms', expires_at_ms, 'correction_repeat_key', repeat_key)
redis.call('HINCRBY', case, 'version', 1)
redis.call('ZADD', corrections, expires_at_ms, audit_case_id)
return {'proposed'}
