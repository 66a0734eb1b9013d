-- Brings a meeting's events into its roster, once.
-- KEYS[1] {prefix}:{platform:partition}:meeting:{digest}  hash  what is known of the meeting
-- KEYS[2] {prefix}:{platform:partition}:roster:{digest}   hash  its members by digest of their id
-- ARGV[1] applied      id    the last event brought in
-- ARGV[2] expected     id    the last event that was in when the roster was read
-- ARGV[3] ttl_ms       int   how long it is kept after its last event
-- ARGV[4] fields       int   how many values of the meeting's fields follow (twice the number of fields)
-- ARGV[5..] fields_then_members string field and value in turn of the meeting, then digest and member (JSON) in turn
-- REPLY applied | stale
-- PUBLISH (none)
local meeting, roster = KEYS[1], KEYS[2]
local applied, expected, ttl_ms, fields = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])

if (redis.call('HGET', meeting, 'applied_log_id') or '0-0') ~= expected then
  return {'stale'}
end
redis.call('HSET', meeting, 'applied_log_id', applied, unpack(ARGV, 5, 4 + fields))
if #ARGV > 4 + fields then
  redis.call('HSET', roster, unpack(ARGV, 5 + fields))
end
redis.call('PEXPIRE', roster, ttl_ms)
redis.call('PEXPIRE', meeting, ttl_ms)
return {'applied'}
