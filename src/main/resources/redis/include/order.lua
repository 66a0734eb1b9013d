-- Puts an action into its case and the outbox, to be sent when it is due.
local function put_order(actions, outbox, case_id, suffix, order, due_ms, reason_code, now_ms)
  redis.call('HSET', actions, suffix .. ':order', order, suffix .. ':state', 'pending', suffix .. ':tries', 0,
    suffix .. ':created_at_ms', now_ms, suffix .. ':next_try_at_ms', due_ms, suffix .. ':reason_code', reason_code)
  redis.call('ZADD', outbox, due_ms, case_id .. '.' .. suffix)
end
