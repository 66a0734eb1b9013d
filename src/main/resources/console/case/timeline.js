// What happened, in order, looks included; and the place for a note.
import { html, useState, Time, Press, Failure } from '../ui.js';
import { t, word } from '../messages.js';
import { call, path } from '../calls.js';

const LOOKS = new Set(['case_viewed', 'reports_viewed', 'links_viewed', 'releases_listed', 'decision_previewed']);
/** What is said of an entry in one line; all of it is in the audit. */
const SAID = new Set(['cause', 'reason', 'note', 'text', 'until', 'to', 'turnedTo', 'round', 'outcome', 'status', 'action', 'type', 'reports', 'level', 'why', 'shown', 'deadline', 'account', 'moderator']);
const WHERE = new Set(['case_opened', 'case_raised']);

export function Timeline({ c, me, show }) {
  const [looks, setLooks] = useState(false);
  // The service's own bookkeeping has no word, and stands in the audit.
  const told = c.timeline.filter((entry) => entry.role !== 'service' || word(`verb-${entry.verb}`, null));
  const shown = told.filter((entry) => looks || !LOOKS.has(entry.verb));
  const hidden = told.filter((entry) => LOOKS.has(entry.verb)).length;
  return html`<section class="card stack" aria-labelledby="timeline"><div class="spread"><h2 id="timeline">${t('timeline')}</h2>
      ${hidden ? html`<${Press} plain run=${() => setLooks(!looks)} aria-pressed=${looks ? 'true' : 'false'}>${t('timeline-looks', { count: hidden })}</${Press}>` : null}</div>
    <ol class="timeline">${shown.map((entry) => html`<li key=${`${entry.chain}/${entry.seq}`}>
      <span class="quiet small num"><${Time} at=${entry.at} /></span>
      <span><strong>${word(`verb-${entry.verb}`, entry.verb.replaceAll('_', ' '))}</strong> <span class="quiet small">${entry.role === 'service' ? t('by-service') : html`<bdi class="outside">${entry.actor === me.id ? t('by-you') : c.names[entry.actor] || entry.actor}</bdi>`}</span>
      <span class="detail small">${details(entry).map(([key, value], i) => html`${i ? ' · ' : ''}<span class="quiet">${word(`detail-${key}`, key)}</span> <span class="outside" dir="auto">${said(key, value)}</span>`)}</span></span></li>`)}</ol>
    ${me.role !== 'auditor' ? html`<${Note} c=${c} show=${show} />` : null}</section>`;
}

function details(entry) {
  return Object.entries(entry.detail || {}).filter(([key, value]) => value && (SAID.has(key) || (key === 'queue' && WHERE.has(entry.verb))));
}

/** Whose words a detail's value is said in. */
const WORDS = { status: 'answer', type: 'action', turnedTo: 'role', to: 'role' };

function said(key, value) {
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return html`<${Time} at=${value} />`;
  return word(`${WORDS[key] || key}-${value.replaceAll('.', '-')}`, value);
}

function Note({ c, show }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState(null);
  const leave = () => call('POST', path`/v1/cases/${c.id}/notes`, { text: text.trim() })
    .then(() => { setText(''); setProblem(null); show(); }).catch(setProblem);
  return html`<div class="field"><label for="note">${t('note')}</label>
    <textarea id="note" maxlength="2000" rows="2" value=${text} onInput=${(event) => setText(event.target.value)}></textarea>
    <div class="row"><${Press} run=${leave} off=${!text.trim()} why=${t('note-empty')}>${t('note-leave')}</${Press}></div>
    <${Failure} problem=${problem} /></div>`;
}
