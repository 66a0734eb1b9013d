-- Skips a number.
-- KEYS[1] a hash one
-- KEYS[3] b hash another
-- REPLY done
-- PUBLISH (none)
return { 'done' }
