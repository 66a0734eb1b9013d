-- Writes a case back that was put away, unless there is one of its id.
-- KEYS[1] {prefix}:{platform:partition}:cases         zset  all cases, by when they were opened
-- KEYS[2] {prefix}:{platform:partition}:forgetting     zset  cases that were begun to be forgotten, by when
-- KEYS[3] {prefix}:{platform:partition}:case:{id}      hash  the case
-- KEYS[4..] {prefix}:{platform:partition}:case:{any}   hash  each of its parts, hashes and lists
-- ARGV[1] case_id       string  which
-- ARGV[2] opened_at_ms  int     milliseconds since the epoch
-- ARGV[3..] parts       string  for the case and each part: hash or list, how many values, and these
-- REPLY back | there | gone
-- PUBLISH (none)
local cases, forgetting, case = KEYS[1], KEYS[2], KEYS[3]
local case_id, opened_at_ms = ARGV[1], ARGV[2]

if redis.call('EXISTS', case) == 1 then
  return {'there'}
end
if redis.call('ZSCORE', forgetting, case_id) then
  return {'gone'}
end
local verbs = {hash = 'HSET', list = 'RPUSH'}
local next_arg = 3
for i = 3, #KEYS do
  local verb, count = verbs[ARGV[next_arg]], tonumber(ARGV[next_arg + 1])
  next_arg = next_arg + 2
  redis.call('UNLINK', KEYS[i])
  while count > 0 do
    local some = math.min(count, 1000) -- Lua unpacks no more than 8 000 values
    redis.call(verb, KEYS[i], unpack(ARGV, next_arg, next_arg + some - 1))
    next_arg = next_arg + some
    count = count - some
  end
end
redis.call('ZADD', cases, opened_at_ms, case_id)
return {'back'}
