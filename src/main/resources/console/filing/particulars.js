// What a filing says. What is asked for most has a field; all of it can be written as it is kept.
import { html, useState, Failure, Press } from '../ui.js';
import { t } from '../messages.js';
import { call, path } from '../calls.js';

const INCIDENTS = ['child_abuse_material', 'child_sex_trafficking', 'child_sex_tourism', 'child_molestation', 'misleading_domain', 'misleading_words', 'online_enticement', 'obscene_to_child'];
const DANGERS = ['abuse_now', 'abuse_planned', 'meeting_planned', 'child_may_harm_self', 'child_held', 'offender_has_access'];
const BY = ['victim', 'witness', 'platform', 'legal_process'];
const OPEN = new Set(['draft', 'confirmed', 'failed']);
/** The recipient's own words, and so in its language. */
const plain = (code) => code.replaceAll('_', ' ');

/** Without what is empty: an empty text says nothing, and is refused. */
function filled(value) {
  if (Array.isArray(value)) return value.map(filled);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== '' && each !== null && each !== undefined && !(Array.isArray(each) && !each.length)).map(([key, each]) => [key, filled(each)]));
}

export function Particulars({ filing, changed }) {
  const [said, setSaid] = useState(filing.particulars);
  const [text, setText] = useState(null);
  const [from, setFrom] = useState(filing.version);
  const [problem, setProblem] = useState(null);
  if (from !== filing.version) { setFrom(filing.version); setSaid(filing.particulars); setText(null); }
  if (!OPEN.has(filing.state)) return html`<details class="card"><summary>${t('filing-says')}</summary><pre class="outside" tabindex="0">${JSON.stringify(filing.particulars, null, 2)}</pre></details>`;
  const set = (changes) => setSaid({ ...said, ...changes });
  const suspect = (changes) => set({ suspect: { ...said.suspect, ...changes } });
  const save = () => {
    let all = said;
    try { if (text !== null) all = JSON.parse(text); } catch { setProblem({ headline: () => t('filing-bad-json') }); return; }
    call('PUT', path`/v1/filings/${filing.id}`, { version: filing.version, particulars: filled(all) }).then(({ body }) => { setProblem(null); changed(body); }).catch(setProblem);
  };
  const line = (id, label, value, put, type = 'text') => html`<div class="field" key=${id}><label for="p-${id}">${t(label)}</label><input id="p-${id}" type=${type} value=${value ?? ''} onInput=${(event) => put(event.target.value)} /></div>`;
  const choice = (id, label, value, all, put, none) => html`<div class="field" key=${id}><label for="p-${id}">${t(label)}</label><select id="p-${id}" value=${value ?? ''} onChange=${(event) => put(event.target.value)}>
    ${none ? html`<option value="">–</option>` : null}${all.map((each) => html`<option key=${each} value=${each}>${plain(each)}</option>`)}</select></div>`;
  const long = (id, label, value, put) => html`<div class="field" key=${id}><label for="p-${id}">${t(label)}</label><textarea id="p-${id}" rows="3" value=${value ?? ''} onInput=${(event) => put(event.target.value)}></textarea></div>`;
  return html`<section class="card stack" aria-labelledby="says"><h2 id="says">${t('filing-says')}</h2><p class="small quiet">${t('filing-says-what')}</p>
    ${text === null ? html`<div class="search">${choice('incident', 'p-incident', said.incident, INCIDENTS, (incident) => set({ incident }))}
        ${choice('reportedBy', 'p-reportedBy', said.reportedBy, BY, (reportedBy) => set({ reportedBy }))}
        ${line('product', 'p-product', said.product, (product) => set({ product }))}${line('meeting', 'urgent-meeting', said.meeting, (meeting) => set({ meeting }))}
        ${line('screenName', 'p-screenName', said.suspect?.screenName, (screenName) => suspect({ screenName }))}
        ${line('firstName', 'p-firstName', said.suspect?.firstName, (firstName) => suspect({ firstName }))}${line('lastName', 'p-lastName', said.suspect?.lastName, (lastName) => suspect({ lastName }))}
        ${line('age', 'p-age', said.suspect?.age, (age) => suspect({ age: age === '' ? undefined : Number(age) }), 'number')}
        ${choice('danger', 'p-danger', said.danger, DANGERS, (danger) => set({ danger }), true)}</div>
      ${said.danger ? long('dangerDetail', 'p-dangerDetail', said.dangerDetail, (dangerDetail) => set({ dangerDetail })) : null}
      ${long('incidentDetail', 'p-incidentDetail', said.incidentDetail, (incidentDetail) => set({ incidentDetail }))}${long('about', 'p-about', said.about, (about) => set({ about }))}`
      : html`<div class="field"><label for="p-all">${t('filing-as-json')}</label><textarea id="p-all" class="mono" rows="18" spellcheck="false" value=${text} onInput=${(event) => setText(event.target.value)}></textarea></div>`}
    <${Failure} problem=${problem} />
    <div class="row"><${Press} run=${save}>${t('filing-save')}</${Press}>
      <${Press} plain run=${() => { if (text === null) { setText(JSON.stringify(filled(said), null, 2)); return; } try { setSaid(JSON.parse(text)); setText(null); setProblem(null); } catch { setProblem({ headline: () => t('filing-bad-json') }); } }}>${t(text === null ? 'filing-as-json' : 'filing-as-form')}</${Press}></div>
    ${filing.state === 'draft' ? null : html`<p class="small quiet">${t('filing-save-more')}</p>`}</section>`;
}
