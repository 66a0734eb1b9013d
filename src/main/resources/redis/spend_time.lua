-- Counts weighted time spent at a case to the hour it ended in.
-- KEYS[1] {prefix}:{platform:partition}:care:{digest}  hash  what is kept of the person
-- ARGV[1] hour        int     of its beginning, hours since the epoch
-- ARGV[2] weighted    number  minutes times weight
-- ARGV[3] now_ms      int     milliseconds since the epoch
-- ARGV[4] first_hour  int     hours before are forgotten
-- ARGV[5] kept_ms     int     how long it is kept
-- REPLY spent
-- PUBLISH (none)
local care = KEYS[1]
local hour, weighted, now_ms, first_hour, kept_ms = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5]

redis.call('HINCRBYFLOAT', care, 'minutes:' .. hour, weighted)
redis.call('HSET', care, 'active_at_ms', now_ms)
for _, field in ipairs(redis.call('HKEYS', care)) do
  local old = tonumber(string.match(field, '^minutes:(%d+)$') or '')
  if old and old < first_hour then
    redis.call('HDEL', care, field)
  end
end
-- Who has stopped stays so until he says otherwise.
if redis.call('HEXISTS', care, 'stopped_at_ms') == 0 then
  redis.call('PEXPIRE', care, kept_ms)
end
return {'spent'}
