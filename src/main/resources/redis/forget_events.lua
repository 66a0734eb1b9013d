-- Takes events out of the log: a stretch of the reports of a case that is being forgotten, or what has had its time.
-- KEYS[1] {prefix}:{platform:partition}:log                stream  the event log
-- KEYS[2] {prefix}:{platform:partition}:circumstances      hash    what lay beside events when they were folded
-- KEYS[3] {prefix}:{platform:partition}:aside              hash    events of damaged records
-- KEYS[4] {prefix}:{platform:partition}:case:{id}:reports  list    log ids of the case's reports that are still there
-- KEYS[5] {prefix}:{platform:partition}:forgotten          hash    how much was ever forgotten
-- KEYS[6] {prefix}:{platform:partition}:held:{digest}      zset    holds on their account, by until when
-- KEYS[7] {prefix}:{platform:partition}:doomed             set     data keys whose records are gone
-- KEYS[8..] {prefix}:{platform:partition}:{any}            string  what they were known by, and what was added to them
-- ARGV[1] first            string  the log id that the list still begins with; '' if they are of no list
-- ARGV[2] taken            int     how many the list loses
-- ARGV[3] now_ms           int     milliseconds since the epoch
-- ARGV[4..] log_ids        string  the events, as many as there are
-- REPLY forgotten | held | moved
-- PUBLISH (none)
local log, circumstances, aside, reports, forgotten, held = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local doomed = KEYS[7]
local first, taken, now_ms = ARGV[1], tonumber(ARGV[2]), ARGV[3]

if first ~= '' and redis.call('LINDEX', reports, 0) ~= first then
  return {'moved'}
end
if redis.call('ZCOUNT', held, '(' .. now_ms, '+inf') > 0 then
  return {'held'}
end
for i = 4, #ARGV do
  local entry = redis.call('XRANGE', log, ARGV[i], ARGV[i])[1]
  local data_key = entry and string.match(entry[2][14], '^sealed%.1%.([^.]+)%.') -- its document
  if data_key then
    redis.call('SADD', doomed, data_key)
  end
end
local events = 0
if #ARGV >= 4 then
  events = redis.call('XDEL', log, unpack(ARGV, 4))
  redis.call('HDEL', circumstances, unpack(ARGV, 4))
  redis.call('HDEL', aside, unpack(ARGV, 4))
end
for i = 8, #KEYS do
  redis.call('UNLINK', KEYS[i])
end
if first ~= '' then
  redis.call('LTRIM', reports, taken, -1)
  redis.call('HINCRBY', forgotten, 'reports', taken)
  events = math.max(0, events - taken)
end
redis.call('HINCRBY', forgotten, 'events', events)
return {'forgotten'}
