-- Writes the next version of a release of a case's evidence if the version before is what is kept.
-- KEYS[1] {prefix}:{platform:partition}:audit:{hand}        stream  the audit chain
-- KEYS[2] {prefix}:{platform:partition}:case:{id}:timeline  list    the case's audit entries, "hand seq"
-- KEYS[3] {prefix}:{platform:partition}:case:{id}           hash    the case
-- KEYS[4] {prefix}:{platform:partition}:case:{id}:releases  hash    its releases, sealed, and their versions
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
-- ARGV[11] release_id      string  its id within the case
-- ARGV[12] read_version    int     its version as it was read; 0 for a new one
-- ARGV[13] next_version    int     its version from now on
-- ARGV[14] release         string  the release as it is from now on, sealed
-- REPLY written | moved | unknown | audit_moved
-- PUBLISH (none)
-- @include audit
local case, releases = KEYS[3], KEYS[4]
local release_id, read_version, next_version, release = ARGV[11], ARGV[12], ARGV[13], ARGV[14]

if redis.call('EXISTS', case) == 0 then
  return {'unknown'}
end
if (redis.call('HGET', releases, 'version:' .. release_id) or '0') ~= read_version then
  return {'moved'}
end
if audit_moved() then
  return {'audit_moved'}
end
append_audit()
redis.call('HSET', releases, release_id, release, 'version:' .. release_id, next_version)
return {'written'}
