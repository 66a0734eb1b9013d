-- Moves the fold's place in the log forward, never back.
-- KEYS[1] {prefix}:{platform:partition}:cursor  string  log id of the last event folded
-- ARGV[1] millis    int  first half of the log id
-- ARGV[2] sequence  int  second half of the log id
-- REPLY advanced | behind
-- PUBLISH (none)
local cursor = KEYS[1]
local millis, sequence = tonumber(ARGV[1]), tonumber(ARGV[2])

local known = redis.call('GET', cursor) or '0-0'
local known_millis, known_sequence = string.match(known, '^(%d+)-(%d+)$')
known_millis, known_sequence = tonumber(known_millis), tonumber(known_sequence)
if known_millis > millis or (known_millis == millis and known_sequence >= sequence) then
  return {'behind'}
end
redis.call('SET', cursor, ARGV[1] .. '-' .. ARGV[2])
return {'advanced'}
