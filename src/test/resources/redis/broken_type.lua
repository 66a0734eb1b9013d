-- Has a key of a type that Redis does not have.
-- KEYS[1] a table one
-- REPLY done
-- PUBLISH (none)
return { 'done' }
