-- Keeps a sign-in, used just now.
-- KEYS[1] {prefix}:{people}:session:{digest}  hash  the session; TTL until it is idle for too long
-- ARGV[1] person_id       string  who
-- ARGV[2] way             word    by what
-- ARGV[3] access_version  int     his, when he signed in
-- ARGV[4] began_at_ms     int     milliseconds since the epoch
-- ARGV[5] expires_at_ms   int     milliseconds since the epoch
-- ARGV[6] idle_ms         int     how long it may go unused
-- REPLY begun
-- PUBLISH (none)
local session = KEYS[1]
local person_id, way, access_version = ARGV[1], ARGV[2], ARGV[3]
local began_at_ms, expires_at_ms, idle_ms = ARGV[4], ARGV[5], ARGV[6]

redis.call('HSET', session, 'person_id', person_id, 'way', way, 'access_version', access_version,
  'began_at_ms', began_at_ms, 'expires_at_ms', expires_at_ms, 'used_at_ms', began_at_ms)
redis.call('PEXPIRE', session, idle_ms)
return {'begun'}
