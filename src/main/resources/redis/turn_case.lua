-- Turns to the next people for a case whose deadline was missed and that still waits, for somebody to take it or for an answer,
-- and has those told who are elsewhere.
-- A notice that is still on its way stays as it is, but that it is never due later; one that was told, or given up, is due again.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}     hash  the case
-- KEYS[4] {prefix}:{platform:partition}:queue:{name}  zset  the queue it waited in, by deadline
-- KEYS[5] {prefix}:{platform:partition}:queue:{name}  zset  the queue it waits in from now on
-- KEYS[6] {prefix}:{platform:partition}:turns         zset  overdue cases, by when their next step is due
-- KEYS[7] {prefix}:{platform:partition}:paged         zset  cases that somebody was paged for, by when
-- KEYS[8] {prefix}:{platform:partition}:case:{id}:notices  hash  its notices, "<suffix>:<field>"
-- KEYS[9] {prefix}:{platform:partition}:notifying     zset  notices on their way, by when the next try is due
-- KEYS[10] {prefix}:{platform:partition}:unnotified   zset  notices given up, by when
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
-- ARGV[16] queued       flag    whether it waits in its queue, and not for an answer
-- ARGV[17] tier         int     its tier from now on
-- ARGV[18] made         int     how many steps were made for it before
-- ARGV[19] next_at_ms   int     when the next step is due
-- ARGV[20] pages        flag    whether somebody is paged
-- ARGV[21..] notices_by_three string of each notice in turn its field prefix, who is told of what (JSON), and when it is due, ms
-- REPLY turned | gone | audit_moved
-- PUBLISH (none)
-- @include audit
local case, queue_from_key, queue, turns, paged = KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local notices, notifying, unnotified = KEYS[8], KEYS[9], KEYS[10]
local now_ms, queue_from, queue_name, from_states = ARGV[11], ARGV[12], ARGV[13], ARGV[14]
local next_state, queued, tier, made, next_at_ms, pages = ARGV[15], ARGV[16], ARGV[17], ARGV[18], ARGV[19], ARGV[20]

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
if queued == '1' then
  redis.call('ZADD', queue, known[3], audit_case_id)
end
redis.call('ZADD', turns, next_at_ms, audit_case_id)
if pages == '1' then
  redis.call('ZADD', paged, now_ms, audit_case_id)
end
for i = 21, #ARGV, 3 do
  local suffix, id = ARGV[i], audit_case_id .. '.' .. ARGV[i]
  local is = redis.call('HMGET', notices, suffix .. ':state', suffix .. ':tries', suffix .. ':next_try_at_ms')
  if is[1] == 'pending' and tonumber(ARGV[i + 2]) < tonumber(is[3]) then
    redis.call('HSET', notices, suffix .. ':order', ARGV[i + 1], suffix .. ':next_try_at_ms', ARGV[i + 2])
    redis.call('ZADD', notifying, ARGV[i + 2], id)
  elseif is[1] ~= 'pending' and is[1] ~= 'trying' then
    redis.call('HSET', notices, suffix .. ':order', ARGV[i + 1], suffix .. ':state', 'pending', suffix .. ':tries', is[2] or 0,
      suffix .. ':tries_before', is[2] or 0, suffix .. ':created_at_ms', now_ms, suffix .. ':next_try_at_ms', ARGV[i + 2])
    redis.call('ZREM', unnotified, id)
    redis.call('ZADD', notifying, ARGV[i + 2], id)
  end
end
return {'turned'}
