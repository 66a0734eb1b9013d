-- Puts an action into its case and the outbox, to be sent when it is due and the steps ahead of it are done with; where its
-- time ends, it is listed for what then follows.
local function put_order(actions, outbox, ends, id, order, due_ms, ends_at_ms, after, reason_code, now_ms)
  local suffix = string.match(id, '%.(.*)')
  redis.call('HSET', actions, suffix .. ':order', order, suffix .. ':state', 'pending', suffix .. ':tries', 0,
    suffix .. ':created_at_ms', now_ms, suffix .. ':next_try_at_ms', due_ms, suffix .. ':reason_code', reason_code)
  if after ~= '' then
    redis.call('HSET', actions, suffix .. ':after', after)
  end
  redis.call('ZADD', outbox, due_ms, id)
  if ends_at_ms ~= '0' then
    redis.call('ZADD', ends, ends_at_ms, id)
  end
end

-- The steps of a plan, from an argument on: of each its id, itself, when it is due, when its time is over, what is ahead of it.
local function put_orders(actions, outbox, ends, from, reason_code, now_ms)
  for i = from, #ARGV, 5 do
    put_order(actions, outbox, ends, ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4], reason_code, now_ms)
  end
end
