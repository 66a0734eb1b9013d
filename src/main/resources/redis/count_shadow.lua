-- Counts what a policy in shadow would have done, and remembers the newest cases that it differs in.
-- KEYS[1] {prefix}:{platform:partition}:shadow:{digest}  hash  counts by word, examples in a ring; TTL kept_ms
-- ARGV[1] difference  string  in a word
-- ARGV[2] at_ms       int     milliseconds since the epoch
-- ARGV[3] example     json    the case, and where it stands and would; '' for none
-- ARGV[4] most        int     examples that are remembered
-- ARGV[5] kept_ms     int     how long after the last one it is forgotten
-- REPLY counted
-- PUBLISH (none)
local shadow = KEYS[1]
local difference, at_ms, example, most, kept_ms = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

redis.call('HSETNX', shadow, 'since_ms', at_ms)
redis.call('HINCRBY', shadow, 'count:' .. difference, 1)
if example ~= '' then
  local place = redis.call('HINCRBY', shadow, 'examples', 1) % tonumber(most)
  redis.call('HSET', shadow, 'example:' .. place, example)
end
redis.call('PEXPIRE', shadow, kept_ms)
return {'counted'}
