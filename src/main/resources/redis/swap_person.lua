-- Replaces what is kept of somebody, if it still is what was read.
-- KEYS[1] {prefix}:{people}:moderators  hash  person JSON by id
-- ARGV[1] person_id   string  who
-- ARGV[2] expected    json    as it was read
-- ARGV[3] next_person json    as it shall be
-- REPLY swapped | stale
-- PUBLISH (none)
local moderators = KEYS[1]
local person_id, expected, next_person = ARGV[1], ARGV[2], ARGV[3]

if redis.call('HGET', moderators, person_id) ~= expected then
  return {'stale'}
end
redis.call('HSET', moderators, person_id, next_person)
return {'swapped'}
