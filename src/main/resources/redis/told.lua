-- Takes a case off the list of those whose reporters' records do not know of it, unless it was decided again since.
-- KEYS[1] {prefix}:{platform:partition}:untold  zset  cases whose reporters' records do not know of it yet
-- ARGV[1] case_id        string  the case
-- ARGV[2] decided_at_ms  int     the decision that was told, milliseconds since the epoch
-- REPLY told | decided_again
-- PUBLISH (none)
local untold = KEYS[1]
local case_id, decided_at_ms = ARGV[1], tonumber(ARGV[2])

local known = tonumber(redis.call('ZSCORE', untold, case_id) or decided_at_ms)
if known ~= decided_at_ms then
  return {'decided_again'}
end
redis.call('ZREM', untold, case_id)
return {'told'}
