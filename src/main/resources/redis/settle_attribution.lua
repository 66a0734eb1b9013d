-- The reports of an attributed case are in their account's: this one keeps where they went, and them no more.
-- KEYS[1] {prefix}:{platform:partition}:case:{id}          hash  the case
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:reports  list  log ids of its reports
-- KEYS[3] {prefix}:{platform:partition}:attributed         zset  cases whose reports are still to go, by since when
-- ARGV[1] case_id   string  the case
-- ARGV[2] moved_to  string  the case that has them now
-- REPLY settled | gone
-- PUBLISH (none)
local case, reports, attributed = KEYS[1], KEYS[2], KEYS[3]
local case_id, moved_to = ARGV[1], ARGV[2]

if redis.call('ZREM', attributed, case_id) == 0 then
  return {'gone'}
end
redis.call('HSET', case, 'moved_to', moved_to, 'report_count', 0)
redis.call('HINCRBY', case, 'version', 1)
redis.call('DEL', reports)
return {'settled'}
