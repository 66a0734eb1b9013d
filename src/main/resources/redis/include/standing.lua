-- Says whether an account may join, as of a decision; false when that was decided anew since: an older decision never
-- overrules a newer one.
local function set_standing(standing, suspended, until_ms, decided_at_ms)
  local known = redis.call('HGET', standing, 'decided_at_ms')
  if known and tonumber(known) > tonumber(decided_at_ms) then
    return false
  end
  redis.call('HSET', standing, 'suspended', suspended, 'until_ms', until_ms, 'decided_at_ms', decided_at_ms)
  return true
end
