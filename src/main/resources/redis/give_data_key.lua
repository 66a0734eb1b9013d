-- Gives a case the key that what belongs to it is sealed under, unless it has one.
-- KEYS[1] {prefix}:{platform:partition}:case:{id}  hash  the case
-- ARGV[1] data_key  string  the id of a key that sealed nothing yet
-- REPLY given <data_key> | unknown
-- PUBLISH (none)
local case, data_key = KEYS[1], ARGV[1]

if redis.call('EXISTS', case) == 0 then
  return {'unknown'}
end
redis.call('HSETNX', case, 'data_key', data_key)
return {'given', redis.call('HGET', case, 'data_key')}
