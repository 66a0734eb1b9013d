-- Whether an account has a right (to join, to be paid out; each has its hash) is said by each case that ever kept it out, for itself: "<case>:suspended", "<case>:until_ms" and
-- "<case>:decided_at_ms", and once for all decisions before it by who lets it in though his case never kept it out, "lifted_at_ms".
-- What was written before cases were told apart has the same fields without a case.

-- Says it, as of a decision; false when the case decided anew since: an older decision never overrules a newer one.
local function set_standing(standing, case_id, suspended, until_ms, decided_at_ms)
  local known = redis.call('HGET', standing, case_id .. ':decided_at_ms')
  if suspended == '0' and not known then
    local lifted = redis.call('HGET', standing, 'lifted_at_ms')
    if lifted and tonumber(lifted) > tonumber(decided_at_ms) then
      return false
    end
    redis.call('HSET', standing, 'lifted_at_ms', decided_at_ms)
    return true
  end
  if known and tonumber(known) > tonumber(decided_at_ms) then
    return false
  end
  redis.call('HSET', standing, case_id .. ':suspended', suspended, case_id .. ':until_ms', until_ms,
    case_id .. ':decided_at_ms', decided_at_ms)
  return true
end

-- Whether any case keeps that from the account now.
local function is_suspended(standing, now_ms)
  local all, said = redis.call('HGETALL', standing), {}
  for i = 1, #all, 2 do
    said[all[i]] = all[i + 1]
  end
  for field, value in pairs(said) do
    local case = string.match(field, '^(.*)suspended$')
    if case and value == '1' and tonumber(said[case .. 'decided_at_ms']) >= tonumber(said.lifted_at_ms or 0) then
      local until_ms = tonumber(said[case .. 'until_ms'])
      if until_ms == 0 or until_ms > tonumber(now_ms) then
        return true
      end
    end
  end
  return false
end
