-- Turns to the next people for a case whose deadline was missed and that still waits.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}     hash  the case
-- KEYS[4] {prefix}:{platform:partition}:queue:{name}  zset  the queue it waited in, by deadline
-- KEYS[5] {prefix}:{platform:partition}:queue:{name}  zset  the queue it waits in from now on
-- KEYS[6] {prefix}:{platform:partition}:turns         zset  overdue cases, by when their next step is due
-- KEYS[7] {prefix}:{platform:partition}:paged         zset  cases that somebody was paged for, by when
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
-- ARGV[11] now_ms       int     milliseconds since the epoch
-- ARGV[12] queue_from   string  name of the queue at KEYS[4]
-- ARGV[13] queue_name   string  name of the queue at KEYS[5]
-- ARGV[14] from_states  words   states a case can be escalated in while it waits
-- ARGV[15] next_state   word    the state it waits in from now on
-- ARGV[16] tier         int     its tier from now on
-- ARGV[17] made         int     how many steps were made for it before
-- ARGV[18] next_at_ms   int     when the next step is due
-- ARGV[19] pages        flag    whether somebody is paged
-- REPLY turned | gone | audit_moved
-- PUBLISH (none)
-- @include audit
local case, queue_from_key, queue, turns, paged = KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local now_ms, queue_from, queue_name, from_states = ARGV[11], ARGV[12], ARGV[13], ARGV[14]
local next_state, tier, made, next_at_ms, pages = ARGV[15], ARGV[16], ARGV[17], ARGV[18], ARGV[19]

local known = redis.call('HMGET', case, 'state', 'queue', 'deadline_ms', 'turns_made')
if not known[1] or not string.find(' ' .. from_states .. ' ', ' ' .. known[1] .. ' ', 1, true)
    or known[2] ~= queue_from or tonumber(known[3]) > tonumber(now_ms) or (known[4] or '0') ~= made then
  return {'gone'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', case, 'state', next_state, 'queue', queue_name, 'tier', tier, 'turns_made', made + 1)
redis.call('HINCRBY', case, 'version', 1)
if queue_from ~= queue_name then
  redis.call('ZREM', queue_from_key, audit_case_id)
end
redis.call('ZADD', queue, known[3], audit_case_id)
redis.call('ZADD', turns, next_at_ms, audit_case_id)
if pages == '1' then
  redis.call('ZADD', paged, now_ms, audit_case_id)
end
return {'turned'}
