// Who works here: roles, queues, languages, shifts. Never a ranking, never who pauses when.
import { html, useState, Heading, Failure, Press, useLoad } from '../ui.js';
import { t } from '../messages.js';
import { call, get, path } from '../calls.js';
import { may } from '../roles.js';
import { forgetPeople } from '../names.js';
import { say } from '../news.js';

const ROLES = ['moderator', 'senior', 'lead', 'admin', 'auditor'];

export default function People({ me }) {
  const list = useLoad(() => get('/v1/people').then((body) => body.items), []);
  const [problem, setProblem] = useState(null);
  const [link, setLink] = useState(null);
  const changed = () => { forgetPeople(); list.reload(); };
  const change = (person, body) => call('PATCH', path`/v1/people/${person.id}`, body).then(() => { say(t('people-changed')); changed(); }).catch(setProblem);
  const invite = (person) => call('POST', path`/v1/people/${person.id}/links`, {}).then(({ body }) => setLink({ name: person.name, link: body.link })).catch(setProblem);
  const admin = may(me, 'admin');
  return html`<div class="stack"><${Heading}>${t('page-people')}</${Heading}>
    <${Failure} problem=${problem || list.problem} again=${list.reload} />
    ${link ? html`<div class="told good" role="status"><p>${t('people-link', { name: link.name })}</p><p class="mono outside">${new URL(link.link, location.href).href}</p></div>` : null}
    ${list.value ? html`<div class="card scroll" tabindex="0" role="group" aria-label=${t('page-people')}><table class="wide"><thead><tr><th scope="col">${t('me-name')}</th><th scope="col">${t('me-role')}</th>
        <th scope="col">${t('people-queues')}</th><th scope="col">${t('people-languages')}</th><th scope="col">${t('people-there')}</th>${admin ? html`<th scope="col"><span class="unseen">${t('people-do')}</span></th>` : null}</tr></thead>
      <tbody>${list.value.map((person) => html`<tr key=${person.id}><th scope="row"><bdi class="outside">${person.name}</bdi>${person.disabledAt ? html` <span class="chip">${t('people-disabled')}</span>` : null}</th>
        <td>${admin && person.id !== me.id ? html`<${Role} person=${person} change=${change} />` : t(`role-${person.role}`)}</td>
        <td>${person.queues.join(', ') || t('people-all')}</td><td>${person.languages.join(', ') || '–'}</td>
        <td>${person.present ? t('present') : '–'}</td>
        ${admin ? html`<td><div class="row"><${Press} run=${() => invite(person)}>${t('people-invite')}</${Press}>
          ${person.id !== me.id ? html`<${Press} run=${() => change(person, { disabled: !person.disabledAt })}>${t(person.disabledAt ? 'people-enable' : 'people-disable')}</${Press}>` : null}</div></td>` : null}</tr>`)}</tbody></table></div>` : null}
    ${admin ? html`<${Add} added=${(body) => { setLink({ name: body.person?.name, link: body.link }); changed(); }} />` : null}</div>`;
}

/** A role is changed on purpose, not by an arrow key in passing. */
function Role({ person, change }) {
  const [role, setRole] = useState(person.role);
  return html`<div class="row"><select style=${{ inlineSize: 'auto' }} aria-label=${t('people-role-of', { name: person.name })} value=${role} onChange=${(event) => setRole(event.target.value)}>
      ${ROLES.map((each) => html`<option key=${each} value=${each}>${t(`role-${each}`)}</option>`)}</select>
    ${role !== person.role ? html`<${Press} run=${() => change(person, { role })}>${t('people-give-role')}</${Press}>` : null}</div>`;
}

function Add({ added }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState('moderator');
  const [problem, setProblem] = useState(null);
  const add = (event) => {
    event?.preventDefault();
    if (name.trim()) call('POST', '/v1/people', { name: name.trim(), role }).then(({ body }) => { setName(''); setProblem(null); added(body); }).catch(setProblem);
  };
  return html`<section class="card" aria-labelledby="add-person"><form class="stack" onSubmit=${add}><h2 id="add-person">${t('people-add')}</h2>
    <div class="search"><div class="field"><label for="person-name">${t('me-name')}</label><input id="person-name" maxlength="100" value=${name} onInput=${(event) => setName(event.target.value)} /></div>
      <div class="field"><label for="person-role">${t('me-role')}</label><select id="person-role" value=${role} onChange=${(event) => setRole(event.target.value)}>${ROLES.map((each) => html`<option key=${each} value=${each}>${t(`role-${each}`)}</option>`)}</select></div></div>
    <${Failure} problem=${problem} />
    <div><${Press} main run=${add} off=${!name.trim()} why=${t('people-name-needed')}>${t('people-add')}</${Press}></div></form></section>`;
}
