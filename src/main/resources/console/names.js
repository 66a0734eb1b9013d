// People by name, where one's role may know them; else by their id.
import { useState, useEffect } from './ui.js';
import { get } from './calls.js';
import { may } from './roles.js';

let known = null;
let asked = null;

/** All people of the platform; null while unknown, or where the role does not see them. */
export function usePeople(me) {
  const [people, setPeople] = useState(known);
  useEffect(() => {
    if (known || !(may(me, 'lead') || me.role === 'auditor')) return;
    asked = asked || get('/v1/people').then((body) => { known = body.items; return known; }, () => null);
    asked.then(setPeople);
  }, []);
  return people;
}

/** What to call somebody. */
export function nameOf(people, id) {
  return people?.find((person) => person.id === id)?.name || id;
}

/** Forgets who was known: somebody was entered or changed. */
export function forgetPeople() {
  known = null;
  asked = null;
}
