-- What a case counts against its account from now on: one strike at most, '' for none.
local function set_strike(strikes, case_id, strike)
  if strike == '' then
    redis.call('HDEL', strikes, case_id)
  else
    redis.call('HSET', strikes, case_id, strike)
  end
end
