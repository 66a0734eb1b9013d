-- Takes an appeal against a case's last decision, once from each party.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}          hash  the case
-- KEYS[4] {prefix}:{platform:partition}:case:{id}:appeals  hash  its appeals, and by whom each is
-- KEYS[5] {prefix}:{platform:partition}:appeals            zset  appeals that wait to be heard, by when they are due
-- KEYS[6] {prefix}:{platform:partition}:heard              hash  how many appeals against whose decisions, "<moderator>:<word>"
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
-- ARGV[11] appeal_id       string  its id
-- ARGV[12] appeal          json    the appeal
-- ARGV[13] party           string  tells one party from another: one appeal each against a decision
-- ARGV[14] due_ms          int     when it is due, milliseconds since the epoch
-- ARGV[15] from_states     words   states in which a case's decision can be contested
-- ARGV[16] next_state      word    the state it is in from now on
-- ARGV[17] decision_count  int     how many decisions the case had as read
-- ARGV[18] decider         string  who made the decision
-- REPLY filed | known <appeal_id> | taken | moved | unknown | audit_moved
-- PUBLISH (none)
-- @include audit
local case, of_case, appeals, heard = KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local appeal_id, appeal, party, due_ms = ARGV[11], ARGV[12], ARGV[13], ARGV[14]
local from_states, next_state, decision_count, decider = ARGV[15], ARGV[16], ARGV[17], ARGV[18]

local known = redis.call('HMGET', case, 'state', 'decision_count')
if not known[1] then
  return {'unknown'}
end
local before = redis.call('HGET', of_case, 'by:' .. party)
if before then
  return {'known', before}
end
if not string.find(' ' .. from_states .. ' ', ' ' .. known[1] .. ' ', 1, true) or known[2] ~= decision_count then
  return {'moved'}
end
if redis.call('HEXISTS', of_case, appeal_id) == 1 then
  return {'taken'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', of_case, appeal_id, appeal, 'by:' .. party, appeal_id)
redis.call('ZADD', appeals, due_ms, appeal_id)
redis.call('HINCRBY', heard, decider .. ':filed', 1)
redis.call('HSET', case, 'state', next_state)
redis.call('HINCRBY', case, 'version', 1)
return {'filed'}
