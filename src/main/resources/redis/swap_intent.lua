-- Replaces what a moderator has set out to claim, if it is still what the caller read.
-- KEYS[1] {prefix}:{platform:partition}:intent:{digest}  string  "case token"; expires after a day
-- ARGV[1] expected     string  as read; '' for none
-- ARGV[2] next_intent  string  the new one; '' for none
-- ARGV[3] ttl_ms       int     how long it is kept
-- REPLY swapped | stale
-- PUBLISH (none)
local intent = KEYS[1]
local expected, next_intent, ttl_ms = ARGV[1], ARGV[2], ARGV[3]

if (redis.call('GET', intent) or '') ~= expected then
  return {'stale'}
end
if next_intent == '' then
  redis.call('DEL', intent)
else
  redis.call('SET', intent, next_intent, 'PX', ttl_ms)
end
return {'swapped'}
