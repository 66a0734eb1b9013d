// Search: cases by what is known of them. The address holds the search, so that it can be kept and handed on.
import { html, useState, Heading, Failure, Press, Due, Time, Id, useLoad } from '../ui.js';
import { t, word, percent } from '../messages.js';
import { get } from '../calls.js';
import { go } from '../route.js';
import { live } from '../live.js';
import { looks, like } from '../me.js';
import { may } from '../roles.js';
import { REASONS } from '../reasons.js';

const STATES = ['queued', 'claimed', 'awaiting_approval', 'snoozed', 'escalated', 'decided', 'appealed', 'closed'];
/** What waits for anybody, and so can be decided with others. */
const WAITING = new Set(['queued', 'escalated']);
const FIELDS = ['state', 'reason', 'queue', 'account', 'assignee'];

export default function Cases({ me, query }) {
  const wanted = Object.fromEntries(FIELDS.map((field) => [field, query.get(field) || '']));
  const search = new URLSearchParams(FIELDS.filter((field) => wanted[field]).map((field) => [field, wanted[field]]));
  const [more, setMore] = useState([]);
  const list = useLoad(() => { setMore([]); return get(`/v1/cases?${search}&limit=100`); }, [`${search}`]);
  const [cursor, setCursor] = useState(null);
  const [views, setViews] = useState(looks().views || []);
  const [chosen, setChosen] = useState([]);
  const chooses = may(me, 'senior');
  const items = [...(list.value?.items || []), ...more];
  const nextPage = cursor ?? list.value?.next;
  const set = (field, value) => {
    const next = new URLSearchParams(search);
    if (value) next.set(field, value); else next.delete(field);
    setCursor(null);
    go(`cases${`${next}` ? `?${next}` : ''}`);
  };
  const further = () => get(`/v1/cases?${search}&limit=100&cursor=${encodeURIComponent(nextPage)}`)
    .then((body) => { setMore([...more, ...body.items]); setCursor(body.next ?? ''); });
  const keep = (next) => { like({ views: next }); setViews(next); };
  return html`<div class="stack"><${Heading}>${t('page-cases')}</${Heading}>
    <form class="card search" onSubmit=${(event) => event.preventDefault()}>
      <div class="field"><label for="f-state">${t('search-state')}</label><select id="f-state" value=${wanted.state} onChange=${(event) => set('state', event.target.value)}>
        <option value="">${t('any')}</option>${STATES.map((each) => html`<option key=${each} value=${each}>${t(`state-${each}`)}</option>`)}</select></div>
      <div class="field"><label for="f-reason">${t('search-reason')}</label><select id="f-reason" value=${wanted.reason} onChange=${(event) => set('reason', event.target.value)}>
        <option value="">${t('any')}</option>${REASONS.map((each) => html`<option key=${each} value=${each}>${t(`reason-${each}`)}</option>`)}</select></div>
      <div class="field"><label for="f-queue">${t('search-queue')}</label><select id="f-queue" value=${wanted.queue} onChange=${(event) => set('queue', event.target.value)}>
        <option value="">${t('any')}</option>${(live().queues || []).map((each) => html`<option key=${each.name} value=${each.name}>${word(`queue-${each.name}`, each.name)}</option>`)}</select></div>
      ${['account', 'assignee'].map((field) => html`<div class="field" key=${field}><label for="f-${field}">${t(`search-${field}`)}</label>
        <input id="f-${field}" value=${wanted[field]} onChange=${(event) => set(field, event.target.value.trim())} /></div>`)}
    </form>
    <div class="row">${views.map((each) => html`<span class="row" key=${each}><a class="button" href="/console/cases?${each}">${viewName(each)}</a></span>`)}
      ${`${search}` && !views.includes(`${search}`) ? html`<${Press} run=${() => keep([...views, `${search}`])}>${t('search-keep')}</${Press}>` : null}
      ${`${search}` && views.includes(`${search}`) ? html`<${Press} run=${() => keep(views.filter((each) => each !== `${search}`))}>${t('search-drop')}</${Press}>` : null}</div>
    <${Failure} problem=${list.problem} again=${list.reload} />
    <p class="quiet small" role="status">${list.loading ? t('loading') : t('search-found', { count: items.length, more: nextPage ? 'yes' : 'no' })}</p>
    ${chosen.length ? html`<div><a class="button" href=${`/console/bulks?cases=${chosen.map(encodeURIComponent).join(',')}`}>${t('bulk-these', { count: chosen.length })}</a></div>` : null}
    ${items.length ? html`<${Table} items=${items} chosen=${chosen} choose=${chooses ? setChosen : null} />` : null}
    ${nextPage ? html`<div><${Press} run=${further}>${t('search-more')}</${Press}></div>` : null}</div>`;
}

function viewName(search) {
  return [...new URLSearchParams(search)].map(([field, value]) => word(`${field}-${value}`, value)).join(' · ');
}

/** @param {Function} [choose] where some of them can be chosen, to be decided together */
export function Table({ items, chosen, choose }) {
  const toggle = (id) => choose(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return html`<div class="card scroll" tabindex="0" role="group" aria-label=${t('page-cases')}><table class="wide"><thead><tr>${choose ? html`<th scope="col"><span class="unseen">${t('bulk-choose')}</span></th>` : null}<th scope="col">${t('search-reason')}</th><th scope="col">${t('search-about')}</th>
      <th scope="col">${t('search-state')}</th><th scope="col" class="num">${t('risk-probability')}</th><th scope="col" class="num">${t('search-reports')}</th><th scope="col">${t('urgent-due')}</th><th scope="col">${t('urgent-open')}</th></tr></thead>
    <tbody>${items.map((c) => html`<tr key=${c.id}>${choose ? html`<td>${WAITING.has(c.state) ? html`<input type="checkbox" aria-label=${t('bulk-choose-one', { id: c.id })} checked=${chosen.includes(c.id)} onChange=${() => toggle(c.id)} />` : null}</td>` : null}<th scope="row"><a href="/console/cases/${encodeURIComponent(c.id)}">${word(`reason-${c.reason}`, t(c.panic ? 'case-panic-title' : 'reason-none'))}</a>
        ${c.panic ? html` <span class="chip danger">${t('urgent-panic')}</span>` : null}</th>
      <td><${Id}>${c.account || c.subject.id}</${Id}></td><td>${t(`state-${c.state}`)}</td>
      <td class="num">${c.risk.score === null ? '–' : percent(c.risk.probability)}</td><td class="num">${c.reportCount}</td>
      <td>${['decided', 'closed'].includes(c.state) ? '–' : html`<${Due} at=${c.deadline} />`}</td><td><${Time} at=${c.openedAt} /></td></tr>`)}</tbody></table></div>`;
}
