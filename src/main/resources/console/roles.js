// Who may see which page, and where he begins. The service decides what anybody may do; this only spares him a page that would refuse him.
import { looks } from './me.js';

const ORDER = ['moderator', 'senior', 'lead', 'admin'];

/** Whether this person has the role or one above. `auditor` as a page's role means: everybody, for looking; `overseer`: leads and auditors. */
export function may(me, role) {
  if (role === 'auditor') return true;
  if (role === 'overseer') return me.role === 'auditor' || may(me, 'lead');
  return ORDER.indexOf(me.role) >= ORDER.indexOf(role) && ORDER.includes(me.role);
}

/** Where somebody may wish to begin; first where he does unless he said so. */
export function homes(me) {
  if (may(me, 'lead')) return ['insights', 'desk', 'cases'];
  return may(me, 'moderator') ? ['desk', 'cases'] : ['cases', 'insights'];
}

export function home(me) {
  const all = homes(me);
  return all.includes(looks().home) ? looks().home : all[0];
}
