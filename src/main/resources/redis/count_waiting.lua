-- Counts what waits in places of a partition, and says which cases are first there and which are claimed, at one moment.
-- KEYS[1] {prefix}:{platform:partition}:claims           zset  claimed cases, by when the claim runs out
-- KEYS[2..] {prefix}:{platform:partition}:queue:{place}  zset  cases that wait, by their deadline
-- ARGV[1] now_ms  int  milliseconds since the epoch
-- ARGV[2] seen    int  how many of the first are named
-- REPLY counted <for each place: how many wait, how many of them are overdue, the first deadline or '', how many are named, their ids> <claimed ids>
-- PUBLISH (none)
local claims = KEYS[1]
local now_ms, seen = ARGV[1], tonumber(ARGV[2])

local reply = {'counted'}
for i = 2, #KEYS do
  local first = redis.call('ZRANGE', KEYS[i], 0, seen - 1)
  local earliest = redis.call('ZRANGE', KEYS[i], 0, 0, 'WITHSCORES')
  reply[#reply + 1] = tostring(redis.call('ZCARD', KEYS[i]))
  reply[#reply + 1] = tostring(redis.call('ZCOUNT', KEYS[i], 0, now_ms))
  reply[#reply + 1] = earliest[2] or ''
  reply[#reply + 1] = tostring(#first)
  for j = 1, #first do
    reply[#reply + 1] = first[j]
  end
end
local claimed = redis.call('ZRANGE', claims, 0, -1)
for i = 1, #claimed do
  reply[#reply + 1] = claimed[i]
end
return reply
