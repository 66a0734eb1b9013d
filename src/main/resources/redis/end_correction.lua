-- Ends a correction that waited for a second person: that one did not agree, or nobody answered in time, and the decision stands;
-- or what it was for does not count any more.
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
-- ARGV[11] token           string  the correction's; '' where its time is over
-- ARGV[12] now_ms          int     milliseconds since the epoch
-- ARGV[13] from_states     words   states a case can be corrected in
-- REPLY ended | gone | not_due | audit_moved
-- PUBLISH (none)
-- @include audit
local case, corrections = KEYS[3], KEYS[4]
local token, now_ms, from_states = ARGV[11], tonumber(ARGV[12]), ARGV[13]

local known = redis.call('HMGET', case, 'state', 'decision_count', 'correction_count', 'correction_expires_at_ms',
  'correction_token')
local live = known[3] and known[3] == known[2]
  and string.find(' ' .. from_states .. ' ', ' ' .. known[1] .. ' ', 1, true)
if token ~= '' and not (live and known[5] == token and tonumber(known[4]) > now_ms) then
  return {'gone'}
end
if token == '' and live and tonumber(known[4]) > now_ms then
  return {'not_due'}
end
if not known[5] then
  redis.call('ZREM', corrections, audit_case_id)
  return {'gone'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HDEL', case, 'correction', 'correction_token', 'correction_count', 'correction_expires_at_ms',
  'correction_repeat_key')
redis.call('HINCRBY', case, 'version', 1)
redis.call('ZREM', corrections, audit_case_id)
return {'ended'}
