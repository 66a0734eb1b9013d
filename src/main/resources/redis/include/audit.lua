-- Every script that audits is given the chain at KEYS[1], the case's timeline at KEYS[2] and the linked entry in ARGV[1..10].
local audit_chain, audit_timeline = KEYS[1], KEYS[2]
local audit_seq, audit_previous, audit_hash, audit_at_ms = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local audit_actor, audit_role, audit_verb, audit_case_id = ARGV[5], ARGV[6], ARGV[7], ARGV[8]
local audit_detail, audit_digest = ARGV[9], ARGV[10]

-- Whether the chain does not end with the entry that this one was linked to: somebody else wrote, or Redis lost its end.
local function audit_moved()
  local top = redis.call('XREVRANGE', audit_chain, '+', '-', 'COUNT', 1)[1]
  return (top and top[2][4] or string.rep('0', 64)) ~= audit_previous
end

-- To be called before anything else is written: what Redis then refuses leaves the script with nothing done.
local function append_audit()
  redis.call('XADD', audit_chain, audit_seq .. '-0', 'previous_hash', audit_previous, 'hash', audit_hash,
    'at_ms', audit_at_ms, 'actor', audit_actor, 'role', audit_role, 'verb', audit_verb, 'case_id', audit_case_id,
    'detail', audit_detail, 'detail_digest', audit_digest)
  if audit_case_id ~= '' then
    redis.call('RPUSH', audit_timeline, string.match(audit_chain, '[^:]+$') .. ' ' .. audit_seq)
  end
end
