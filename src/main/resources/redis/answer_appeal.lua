-- Answers an appeal that waits to be heard; the last one that is answered closes the case.
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
-- ARGV[11] appeal_id   string  its id
-- ARGV[12] appeal      json    the appeal as it is from now on
-- ARGV[13] from_state  word    the state of a case whose appeals wait
-- ARGV[14] next_state  word    the state it is in once none waits
-- ARGV[15] decider     string  who made the decision
-- ARGV[16] answer      word    upheld | overturned
-- ARGV[17] decision_count int     how many the case has, as it was judged; what is upheld is the last of them
-- ARGV[18..] others    string  ids of the case's other appeals
-- REPLY answered | heard_before | moved | audit_moved
-- PUBLISH (none)
-- @include audit
local case, of_case, appeals, heard = KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local appeal_id, appeal, from_state, next_state = ARGV[11], ARGV[12], ARGV[13], ARGV[14]
local decider, answer, decision_count = ARGV[15], ARGV[16], tonumber(ARGV[17])

if not redis.call('ZSCORE', appeals, appeal_id) then
  return {'heard_before'}
end
if answer == 'upheld' and tonumber(redis.call('HGET', case, 'decision_count')) ~= decision_count then
  return {'moved'} -- overturned while it was heard: it is not upheld beside that
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('ZREM', appeals, appeal_id)
redis.call('HSET', of_case, appeal_id, appeal)
redis.call('HINCRBY', heard, decider .. ':' .. answer, 1)
local waits = false
for i = 18, #ARGV do
  waits = waits or redis.call('ZSCORE', appeals, ARGV[i])
end
if not waits and redis.call('HGET', case, 'state') == from_state then
  redis.call('HSET', case, 'state', next_state)
  redis.call('HINCRBY', case, 'version', 1)
end
return {'answered'}
