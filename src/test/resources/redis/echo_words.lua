-- Answers with what it was given,
-- and keeps a count of the calls.
-- KEYS[1] pullcord:{test:0}:calls  string  number of calls
-- ARGV[1]   first  string  any text
-- ARGV[2..] rest   string  more of it,
--                          as many as there are
-- REPLY alone <calls> <first> | together <calls> <first> <rest...>
-- REPLY none
-- PUBLISH (none)
-- @include counting
local calls = KEYS[1]
local first = ARGV[1]
-- @include counting
if first == '' then
  return { 'none', false }
end
if #ARGV == 1 then
  return { 'alone', counted(calls), first }
end
local reply = { 'together', counted(calls), first }
for i = 2, #ARGV do reply[#reply + 1] = ARGV[i] end
return reply
