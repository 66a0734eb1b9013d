-- Keeps the decisions that were drawn for a second look, and how far decisions were looked at.
-- KEYS[1] {prefix}:{platform:partition}:drawn            string  place in the desk chain
-- KEYS[2] {prefix}:{platform:partition}:reviews          hash    review JSON by id
-- KEYS[3] {prefix}:{platform:partition}:reviews:waiting  zset    review id by when it may be given, ms
-- ARGV[1] from  int   the place as it was read
-- ARGV[2] to    int   the place from now on
-- ARGV[3..]  drawn_reviews string for each review its id, its JSON, and when it may be given, ms
-- REPLY drawn | moved
-- PUBLISH (none)
local drawn, reviews, waiting = KEYS[1], KEYS[2], KEYS[3]
local from, to = ARGV[1], ARGV[2]

if (redis.call('GET', drawn) or '0') ~= from then
  return {'moved'}
end
for i = 3, #ARGV, 3 do
  if redis.call('HSETNX', reviews, ARGV[i], ARGV[i + 1]) == 1 then
    redis.call('ZADD', waiting, ARGV[i + 2], ARGV[i])
  end
end
redis.call('SET', drawn, to)
return {'drawn'}
