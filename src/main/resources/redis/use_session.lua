-- Reads a sign-in that is neither expired nor was idle for too long, and marks it used.
-- KEYS[1] {prefix}:{people}:session:{digest}  hash  the session
-- ARGV[1] now_ms   int  milliseconds since the epoch
-- ARGV[2] idle_ms  int  how long it may go unused
-- REPLY known <person_id> <way> <access_version> <began_at_ms> <expires_at_ms> | unknown
-- PUBLISH (none)
local session = KEYS[1]
local now_ms, idle_ms = tonumber(ARGV[1]), tonumber(ARGV[2])

local kept = redis.call('HMGET', session, 'person_id', 'way', 'access_version', 'began_at_ms', 'expires_at_ms', 'used_at_ms')
if not kept[1] then
  return {'unknown'}
end
local used_at_ms = tonumber(kept[6])
if tonumber(kept[5]) <= now_ms or used_at_ms + idle_ms <= now_ms then
  redis.call('DEL', session)
  return {'unknown'}
end
if now_ms > used_at_ms then
  redis.call('HSET', session, 'used_at_ms', ARGV[1])
end
redis.call('PEXPIRE', session, idle_ms)
return {'known', kept[1], kept[2], kept[3], kept[4], kept[5]}
