-- Counts weighted time spent at a case to the hour it ended in; of a claim no moment twice, whoever says it again.
-- KEYS[1] {prefix}:{platform:partition}:care:{digest}  hash  what is kept of the person
-- ARGV[1] claim         hex     digest of the claim's token
-- ARGV[2] weight        number  of each minute
-- ARGV[3] from_ms       int     when it began, milliseconds since the epoch
-- ARGV[4] to_ms         int     until when
-- ARGV[5] forgotten_ms  int     what was counted before is forgotten
-- ARGV[6] kept_ms       int     how long it is kept
-- REPLY spent <weighted_minutes>
-- PUBLISH (none)
local care, hour_ms = KEYS[1], 3600000
local claim, weight, from_ms, to_ms = 'counted:' .. ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local forgotten_ms, kept_ms = tonumber(ARGV[5]), ARGV[6]

from_ms = math.max(from_ms, tonumber(redis.call('HGET', care, claim) or '0'))
if to_ms <= from_ms then
  return {'spent', '0'}
end
local minutes = string.format('%.6f', weight * (to_ms - from_ms) / 60000)
redis.call('HINCRBYFLOAT', care, 'minutes:' .. math.floor(to_ms / hour_ms), minutes)
redis.call('HSET', care, 'active_at_ms', ARGV[4], claim, ARGV[4])
local kept = redis.call('HGETALL', care)
for i = 1, #kept, 2 do
  local hour = tonumber(string.match(kept[i], '^minutes:(%d+)$') or '')
  local over = string.find(kept[i], '^counted:') and tonumber(kept[i + 1]) < forgotten_ms
  if over or (hour and hour < math.floor(forgotten_ms / hour_ms)) then
    redis.call('HDEL', care, kept[i])
  end
end
-- Who has stopped stays so until he says otherwise.
if redis.call('HEXISTS', care, 'stopped_at_ms') == 0 then
  redis.call('PEXPIRE', care, kept_ms)
end
return {'spent', minutes}
