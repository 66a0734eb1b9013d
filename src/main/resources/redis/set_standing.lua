-- Says whether an account may join or is paid out, as of a decision; an older decision never overrules a newer one, nor one case another's.
-- KEYS[1] {prefix}:{platform:partition}:{right}:{digest}  hash  whether it has that right
-- ARGV[1] case_id       string of the case that says so
-- ARGV[2] suspended      flag whether it may not
-- ARGV[3] until_ms       int  when that ends, milliseconds since the epoch; 0 for not by itself
-- ARGV[4] decided_at_ms  int  milliseconds since the epoch
-- REPLY set | older
-- PUBLISH (none)
-- @include standing
local standing = KEYS[1]
local case_id, suspended, until_ms, decided_at_ms = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

if not set_standing(standing, case_id, suspended, until_ms, decided_at_ms) then
  return {'older'}
end
return {'set'}
