-- Takes off what was to be said of somebody, if it still is that.
-- KEYS[1] {prefix}:{people}:unsaid  hash  what is to be said of somebody's last change
-- ARGV[1] id     string  whose
-- ARGV[2] entry  json    what was said
-- REPLY forgotten | gone
-- PUBLISH (none)
local unsaid = KEYS[1]
local id, entry = ARGV[1], ARGV[2]

if redis.call('HGET', unsaid, id) ~= entry then
  return {'gone'}
end
redis.call('HDEL', unsaid, id)
return {'forgotten'}
