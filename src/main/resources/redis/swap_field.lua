-- Replaces what is kept of somebody, or of a platform, if it still is what was read.
-- KEYS[1] {prefix}:{people}:{book}  hash  one record a person; {prefix}:{platforms}:all, one a platform
-- ARGV[1] id           string  whose
-- ARGV[2] expected     string  as it was read; empty for nothing
-- ARGV[3] next_record  string  as it shall be
-- REPLY swapped | stale
-- PUBLISH (none)
local book = KEYS[1]
local id, expected, next_record = ARGV[1], ARGV[2], ARGV[3]

if (redis.call('HGET', book, id) or '') ~= expected then
  return {'stale'}
end
redis.call('HSET', book, id, next_record)
return {'swapped'}
