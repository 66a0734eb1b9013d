-- Counts once more within a window that begins with the first time.
-- KEYS[1] {prefix}:{people}:ticket:{kind}:{digest}  string  how often; TTL the window
-- ARGV[1] window_ms  int  how long it is counted
-- REPLY counted <times>
-- PUBLISH (none)
local counter = KEYS[1]
local window_ms = ARGV[1]

local times = redis.call('INCR', counter)
if times == 1 then
  redis.call('PEXPIRE', counter, window_ms)
end
return {'counted', times}
