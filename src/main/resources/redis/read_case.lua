-- Reads all that belongs to a case alone, as it lies there, at one moment.
-- KEYS[1..] {prefix}:{platform:partition}:case:{any}  hash  the case, and each of its parts, a hash, a list or nothing
-- REPLY read
-- PUBLISH (none)
local reply = {'read'}
for i = 1, #KEYS do
  local kind = redis.call('TYPE', KEYS[i]).ok
  local values = {}
  if kind == 'hash' then
    values = redis.call('HGETALL', KEYS[i])
  elseif kind == 'list' then
    values = redis.call('LRANGE', KEYS[i], 0, -1)
  end
  reply[#reply + 1] = kind
  reply[#reply + 1] = redis.sha1hex(redis.call('DUMP', KEYS[i]) or '')
  reply[#reply + 1] = tostring(#values)
  for j = 1, #values do
    reply[#reply + 1] = '=' .. values[j] -- so that nobody on the way opens what is sealed
  end
end
return reply
