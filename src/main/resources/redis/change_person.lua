-- Changes what is kept of somebody, with the audit entry that is to be said of it, if he still is as he was read, nothing of
-- before is unsaid, and whoever has to stay for it is as he was read, too.
-- KEYS[1] {prefix}:{people}:moderators  hash  one record a person
-- KEYS[2] {prefix}:{people}:unsaid      hash  what is to be said of somebody's last change
-- ARGV[1] id             string  whose
-- ARGV[2] expected       string  as it was read
-- ARGV[3] next_record    string  as it shall be
-- ARGV[4] entry          json    what is to be said of it
-- ARGV[5] keeper         string  who has to stay as he is; '' for nobody
-- ARGV[6] keeper_record  string  as he was read
-- REPLY changed | stale
-- PUBLISH (none)
local moderators, unsaid = KEYS[1], KEYS[2]
local id, expected, next_record, entry, keeper, keeper_record = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]

if redis.call('HGET', moderators, id) ~= expected or redis.call('HEXISTS', unsaid, id) == 1 then
  return {'stale'}
end
if keeper ~= '' and redis.call('HGET', moderators, keeper) ~= keeper_record then
  return {'stale'}
end
redis.call('HSET', unsaid, id, entry)
redis.call('HSET', moderators, id, next_record)
return {'changed'}
