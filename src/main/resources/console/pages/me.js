// How a person likes it here.
import { html, useState, Heading, Press, Failure } from '../ui.js';
import { t, LANGUAGES, language } from '../messages.js';
import { looks, like } from '../me.js';
import { home, homes } from '../roles.js';
import { Ways } from '../self/ways.js';
import { Tokens } from '../self/tokens.js';
import { Wishes } from '../self/wishes.js';
import { singleKeys } from '../keys.js';
import { call } from '../calls.js';
import { dropDrafts } from '../drafts.js';
import { stop } from '../live.js';
import { usePeople } from '../names.js';
import { say } from '../news.js';

export default function MePage({ me }) {
  const [wanted, setWanted] = useState(looks());
  const set = (changes) => {
    setWanted(like(changes));
    if ('keys' in changes) singleKeys(changes.keys !== 'off');
    if ('language' in changes) location.reload();
  };
  const choice = (name, values, chosen) => html`<fieldset><legend>${t(`me-${name}`)}</legend><div class="row">${values.map((value) => html`<label class="check" key=${value}>
    <input type="radio" name=${name} checked=${chosen === value} onChange=${() => set({ [name]: value })} /> ${t(`me-${name}-${value}`)}</label>`)}</div></fieldset>`;
  const out = () => { stop(); dropDrafts(true); call('DELETE', '/v1/session').finally(() => location.assign('/signin')); };
  return html`<div class="stack"><${Heading}>${t('page-me')}</${Heading}>
    <section class="card stack"><dl class="facts"><dt>${t('me-name')}</dt><dd><bdi>${me.name}</bdi></dd><dt>${t('me-role')}</dt><dd>${t(`role-${me.role}`)}</dd>
      <dt>${t('me-platform')}</dt><dd><bdi>${me.platform}</bdi></dd><dt>${t('me-zone')}</dt><dd>${Intl.DateTimeFormat().resolvedOptions().timeZone}</dd></dl></section>
    <section class="card stack">
      <div class="field" style=${{ maxInlineSize: '20rem' }}><label for="language">${t('me-language')}</label><select id="language" value=${language()} onChange=${(event) => set({ language: event.target.value })}>
        ${LANGUAGES.map((each) => html`<option key=${each.code} value=${each.code} lang=${each.code}>${each.name}${each.machine ? ` (${t('me-machine')})` : ''}</option>`)}</select></div>
      ${choice('theme', ['system', 'light', 'dark'], wanted.theme || 'system')}
      ${choice('motion', ['system', 'less'], wanted.motion || 'system')}
      ${choice('keys', ['on', 'off'], wanted.keys || 'on')}
      ${choice('home', homes(me), home(me))}</section>
    <${Wishes} /><${Ways} /><${Tokens} />
    ${me.role !== 'auditor' ? html`<${HandOver} me=${me} />` : null}
    <div><${Press} run=${out}>${t('sign-out')}</${Press}></div></div>`;
}

/** All that one holds goes back to its place, with a note, and to a successor if there is one. */
function HandOver({ me }) {
  const people = usePeople(me);
  const [note, setNote] = useState('');
  const [to, setTo] = useState('');
  const [problem, setProblem] = useState(null);
  const send = () => call('POST', '/v1/handovers', { note: note.trim(), ...(to && { to }) })
    .then(({ body }) => { say(t('handed-over', { count: body.items.length })); setNote(''); setProblem(null); }).catch(setProblem);
  return html`<section class="card stack" aria-labelledby="hand-over"><h2 id="hand-over">${t('hand-over')}</h2><p class="quiet small">${t('hand-over-more')}</p>
    <div class="field"><label for="over-note">${t('hand-over-note')}</label><textarea id="over-note" rows="2" maxlength="2000" value=${note} onInput=${(event) => setNote(event.target.value)}></textarea></div>
    ${people ? html`<div class="field"><label for="over-to">${t('hand-over-to')}</label><select id="over-to" value=${to} onChange=${(event) => setTo(event.target.value)}>
      <option value="">${t('nobody-in-particular')}</option>${people.filter((each) => each.id !== me.id && each.role !== 'auditor').map((each) => html`<option key=${each.id} value=${each.id}>${each.name}</option>`)}</select></div>` : null}
    <${Failure} problem=${problem} />
    <div><${Press} run=${send} off=${!note.trim()} why=${t('note-empty')}>${t('hand-over')}</${Press}></div></section>`;
}
