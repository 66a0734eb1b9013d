-- Never says anything.
-- PUBLISH (none)
return {}
