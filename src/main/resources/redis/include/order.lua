-- Puts an action into its case and the outbox, to be sent when it is due; where its time ends, it is listed for what then
-- follows.
local function put_order(actions, outbox, ends, id, order, due_ms, ends_at_ms, reason_code, now_ms)
  local suffix = string.match(id, '%.(.*)')
  redis.call('HSET', actions, suffix .. ':order', order, suffix .. ':state', 'pending', suffix .. ':tries', 0,
    suffix .. ':created_at_ms', now_ms, suffix .. ':next_try_at_ms', due_ms, suffix .. ':reason_code', reason_code)
  redis.call('ZADD', outbox, due_ms, id)
  if ends_at_ms ~= '0' then
    redis.call('ZADD', ends, ends_at_ms, id)
  end
end
