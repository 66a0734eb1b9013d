-- Reads when cases were opened, and in which place each waits or waited.
-- KEYS[1..] {prefix}:{platform:partition}:case:{id}  hash  the case
-- REPLY read <for each case: milliseconds since the epoch or '', the place or ''>
-- PUBLISH (none)
local reply = {'read'}
for i = 1, #KEYS do
  local fields = redis.call('HMGET', KEYS[i], 'opened_at_ms', 'queue')
  reply[#reply + 1] = fields[1] or ''
  reply[#reply + 1] = fields[2] or ''
end
return reply
