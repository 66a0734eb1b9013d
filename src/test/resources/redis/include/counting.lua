local function counted(key)
  return redis.call('INCR', key)
end
