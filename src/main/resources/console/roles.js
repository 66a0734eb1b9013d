// Who may see which page. The service decides what anybody may do; this only spares him a page that would refuse him.
const ORDER = ['moderator', 'senior', 'lead', 'admin'];

/** Whether this person has the role or one above. `auditor` as a page's role means: everybody, for looking; `overseer`: leads and auditors. */
export function may(me, role) {
  if (role === 'auditor') return true;
  if (role === 'overseer') return me.role === 'auditor' || may(me, 'lead');
  return ORDER.indexOf(me.role) >= ORDER.indexOf(role) && ORDER.includes(me.role);
}
