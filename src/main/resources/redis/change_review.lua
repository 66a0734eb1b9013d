-- Puts a blind second look in the place of what was read of it: given, answered, given back, dropped.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}       stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:reviews           hash  review JSON by id
-- KEYS[4] {prefix}:{platform:partition}:reviews:waiting   zset  review id by when it may be given, ms
-- KEYS[5] {prefix}:{platform:partition}:reviews:answered  zset  review id by when it was answered, ms
-- KEYS[6] {prefix}:{platform:partition}:reviewing         hash  the review given last, by who has it
-- ARGV[1] audit_seq        int     the entry's place in the chain
-- ARGV[2] audit_previous   hex     hash of the entry before
-- ARGV[3] audit_hash       hex     hash of the entry
-- ARGV[4] audit_at_ms      int     milliseconds since the epoch
-- ARGV[5] audit_actor      string  who
-- ARGV[6] audit_role       string  as what
-- ARGV[7] audit_verb       string  did what
-- ARGV[8] audit_case_id    string  to which case
-- ARGV[9] audit_detail     json    why and what exactly
-- ARGV[10] audit_digest    hex     SHA-256 of the detail
-- ARGV[11] id           string  the review
-- ARGV[12] before       json    as it was read; '' for one that is new
-- ARGV[13] after        json    as it is from now on
-- ARGV[14] given_at_ms  int     when it may be given to somebody; '' for never again
-- ARGV[15] answered_ms  int     when it was answered; '' where it is not
-- ARGV[16] reviewer     string  whose it is now; '' for nobody's
-- REPLY changed | stale | audit_moved
-- PUBLISH (none)
-- @include audit
local reviews, waiting, answered, reviewing = KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local id, before, after = ARGV[11], ARGV[12], ARGV[13]
local given_at_ms, answered_ms, reviewer = ARGV[14], ARGV[15], ARGV[16]

if (redis.call('HGET', reviews, id) or '') ~= before then
  return {'stale'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', reviews, id, after)
if given_at_ms == '' then
  redis.call('ZREM', waiting, id)
else
  redis.call('ZADD', waiting, given_at_ms, id)
end
if answered_ms ~= '' then
  redis.call('ZADD', answered, answered_ms, id)
end
if reviewer ~= '' then
  redis.call('HSET', reviewing, reviewer, id)
end
return {'changed'}
