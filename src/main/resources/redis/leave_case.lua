-- Takes a case out that was written to the archive, if nothing of it changed since it was read for that.
-- KEYS[1] {prefix}:{platform:partition}:cases        zset  all cases, by when they were opened
-- KEYS[2..] {prefix}:{platform:partition}:case:{any}  hash  the case, and each of its parts
-- ARGV[1] case_id       string  which
-- ARGV[2..] digests     hex     SHA-1 of each part as it was read, in the order of KEYS
-- REPLY left | moved
-- PUBLISH (none)
local cases = KEYS[1]
local case_id = ARGV[1]

if #ARGV ~= #KEYS then
  return {'moved'}
end
for i = 2, #KEYS do
  if redis.sha1hex(redis.call('DUMP', KEYS[i]) or '') ~= ARGV[i] then
    return {'moved'}
  end
end
redis.call('ZREM', cases, case_id)
redis.call('UNLINK', unpack(KEYS, 2))
return {'left'}
