-- Writes the next version of a wish to be erased if the version before is what is kept, and lists it while it is open.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}        stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    of no case
-- KEYS[3] {prefix}:{platform:partition}:erasure:{digest}    hash    the wish, sealed, and its version
-- KEYS[4] {prefix}:{platform:partition}:erasing             zset    digests of accounts by when they are looked at next
-- ARGV[1] audit_seq        int     the entry's place in the chain; 0 for none
-- ARGV[2] audit_previous   hex     hash of the entry before
-- ARGV[3] audit_hash       hex     hash of the entry
-- ARGV[4] audit_at_ms      int     milliseconds since the epoch
-- ARGV[5] audit_actor      string  who
-- ARGV[6] audit_role       string  as what
-- ARGV[7] audit_verb       string  did what
-- ARGV[8] audit_case_id    string  to no case
-- ARGV[9] audit_detail     json    why and what exactly
-- ARGV[10] audit_digest    hex     SHA-256 of the detail
-- ARGV[11] read_version    int     its version as it was read; 0 for none
-- ARGV[12] next_version    int     its version from now on
-- ARGV[13] erasure         string  the wish as it is from now on, sealed
-- ARGV[14] digest          string  of its account
-- ARGV[15] next_ms         int     when it is looked at next, milliseconds since the epoch; '' when it is done
-- ARGV[16] kept_ms         int     how long it is kept once it is done
-- REPLY written | moved | audit_moved
-- PUBLISH (none)
-- @include audit
local kept, erasing = KEYS[3], KEYS[4]
local read_version, next_version, erasure = ARGV[11], ARGV[12], ARGV[13]
local digest, next_ms, kept_ms = ARGV[14], ARGV[15], ARGV[16]
local audited = audit_seq ~= '0'

if (redis.call('HGET', kept, 'version') or '0') ~= read_version then
  return {'moved'}
end
if audited and audit_moved() then
  return {'audit_moved'}
end
if audited then
  append_audit()
end
redis.call('HSET', kept, 'erasure', erasure, 'version', next_version)
if next_ms == '' then
  redis.call('ZREM', erasing, digest)
  redis.call('PEXPIRE', kept, kept_ms)
else
  redis.call('ZADD', erasing, next_ms, digest)
  redis.call('PERSIST', kept)
end
return {'written'}
