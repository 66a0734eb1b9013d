// A lead gives a case to somebody: he gets it when he asks for his next.
import { html, useState, Press, Failure } from '../ui.js';
import { t } from '../messages.js';
import { call, path } from '../calls.js';
import { usePeople } from '../names.js';
import { say } from '../news.js';

const WORKS = new Set(['queued', 'claimed', 'escalated']);

export function Assign({ c, me, show }) {
  const people = usePeople(me);
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  if (!people || !WORKS.has(c.state)) return null;
  const give = (event) => {
    event?.preventDefault();
    if (!to || !reason.trim()) return;
    call('POST', path`/v1/cases/${c.id}/assignments`, { moderator: to, reason: reason.trim() })
      .then(() => { say(t('assigned')); setReason(''); show(); }).catch(setProblem);
  };
  return html`<section class="card" aria-labelledby="assign"><form class="stack" onSubmit=${give}><h2 id="assign">${t('assign')}</h2>
    <div class="field"><label for="assign-to">${t('assign-to')}</label><select id="assign-to" value=${to} onChange=${(event) => setTo(event.target.value)}>
      <option value="">${t('choose')}</option>${people.filter((person) => person.role !== 'auditor' && !person.disabledAt).map((person) => html`<option key=${person.id} value=${person.id}>${person.name} · ${t(`role-${person.role}`)}${person.present ? ` · ${t('present')}` : ''}</option>`)}</select></div>
    <div class="field"><label for="assign-why">${t('why')}</label><input id="assign-why" maxlength="500" value=${reason} onInput=${(event) => setReason(event.target.value)} /></div>
    <${Failure} problem=${problem} />
    <div><${Press} run=${give} off=${!to || !reason.trim()} why=${t('why-needed')}>${t('assign')}</${Press}></div></form></section>`;
}
