// What goes to authorities: how far each is, and by when it should have gone. One of them whole: see filing/one.js.
import { html, useState, Heading, Failure, Press, Time, Id, useLoad } from '../ui.js';
import { t, word } from '../messages.js';
import { call, get } from '../calls.js';
import { useLive } from '../live.js';
import { go } from '../route.js';
import { may } from '../roles.js';
import { say } from '../news.js';
import One from '../filing/one.js';
import { Recipients } from '../filing/recipients.js';
import { State, Clock, OVER } from '../filing/standing.js';

const STATES = ['draft', 'confirmed', 'submitting', 'submitted', 'receipted', 'failed', 'retracting', 'retracted'];
export default function Filings({ me, rest, query }) {
  return rest ? html`<${One} me=${me} id=${rest} />` : html`<${List} me=${me} query=${query} />`;
}

function List({ me, query }) {
  const state = STATES.includes(query.get('state')) ? query.get('state') : '';
  const of = query.get('case') || '';
  const search = new URLSearchParams({ limit: '500', ...(state && { state }), ...(of && { case: of }) });
  const list = useLoad(() => get(`/v1/filings?${search}`).then((body) => body.items), [`${search}`]);
  useLive((message) => {
    if (message.kind === 'reset' || (message.kind === 'cases' && message.data.cases.some((each) => each.verbs.some((verb) => verb.startsWith('filing_') && verb !== 'filing_viewed')))) list.reload();
  });
  const reads = may(me, 'lead');
  const items = [...(list.value || [])].sort((a, b) => Number(OVER.has(a.state)) - Number(OVER.has(b.state)) || a.dueAt.localeCompare(b.dueAt));
  return html`<div class="stack"><${Heading}>${t('page-filings')}</${Heading}><p class="quiet">${t('filings-what')}</p>
    <div class="row"><label for="filing-state">${t('search-state')}</label><select id="filing-state" class="narrow" value=${state} onChange=${(event) => go(`filings?${new URLSearchParams({ ...(of && { case: of }), ...(event.target.value && { state: event.target.value }) })}`)}>
      <option value="">${t('any')}</option>${STATES.map((each) => html`<option key=${each} value=${each}>${t(`filing-${each}`)}</option>`)}</select>
      ${of ? html`<span class="chip">${t('case-id')} <${Id}>${of}</${Id}></span> <a href="/console/filings">${t('page-filings')}</a>` : null}</div>
    <${Failure} problem=${list.problem} again=${list.reload} />
    ${list.value && !items.length ? html`<p>${t('filings-none')}</p>` : null}
    ${items.length ? html`<div class="card scroll" tabindex="0" role="group" aria-label=${t('page-filings')}><table class="wide"><thead><tr><th scope="col">${t('filing-to')}</th><th scope="col">${t('search-state')}</th>
        <th scope="col">${t('filing-clock')}</th><th scope="col">${t('filing-complete')}</th><th scope="col">${t('filing-drafted')}</th><th scope="col">${t('case-id')}</th></tr></thead>
      <tbody>${items.map((each) => html`<tr key=${each.id}><th scope="row">${reads ? html`<a href="/console/filings/${encodeURIComponent(each.id)}">${word(`authority-${each.authority}`, each.title || each.authority)}</a>` : word(`authority-${each.authority}`, each.title || each.authority)}</th>
        <td><${State} filing=${each} /></td><td class="whole"><${Clock} filing=${each} /></td>
        <td><span class="row"><progress max="100" value=${each.completeness} aria-label=${t('filing-complete')}></progress> <span class="num whole">${each.completeness} %</span>${each.enough ? null : html` <span class="chip care">${t('filing-not-enough')}</span>`}</span></td>
        <td class="whole"><${Time} at=${each.draftedAt} /></td><td class="whole"><a href="/console/cases/${encodeURIComponent(each.case)}"><${Id}>${each.case}</${Id}></a></td></tr>`)}</tbody></table></div>` : null}
    ${reads ? html`<${Recipients} wanted=${of} /><${Draft} wanted=${of} />` : null}</div>`;
}

/** What must go further is drafted by itself; this is for what somebody wants to send besides. */
function Draft({ wanted }) {
  const [caseId, setCaseId] = useState(wanted);
  const [authority, setAuthority] = useState('ncmec');
  const [problem, setProblem] = useState(null);
  const ready = caseId.trim() && authority.trim();
  const draft = (event) => {
    event?.preventDefault();
    if (ready) call('POST', '/v1/filings', { case: caseId.trim(), authority: authority.trim() }).then(({ body }) => { say(t('filing-draft')); go(`filings/${encodeURIComponent(body.id)}`); }).catch(setProblem);
  };
  return html`<section class="card" aria-labelledby="draft"><form class="stack" onSubmit=${draft}><h2 id="draft">${t('filing-new')}</h2><p class="small quiet">${t('filing-new-what')}</p>
    <div class="search"><div class="field"><label for="filing-case">${t('case-id')}</label><input id="filing-case" value=${caseId} onInput=${(event) => setCaseId(event.target.value)} /></div>
      <div class="field"><label for="filing-authority">${t('filing-to')}</label><input id="filing-authority" maxlength="64" value=${authority} onInput=${(event) => setAuthority(event.target.value)} /></div></div>
    <${Failure} problem=${problem} /><div><${Press} run=${draft} off=${!ready} why=${t('filing-new-what')}>${t('filing-new')}</${Press}></div></form></section>`;
}
