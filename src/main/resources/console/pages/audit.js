// Who did what, and who looked at what: found by who, case, verb and time; and taken away whole, for somebody else to verify.
import { html, useState, Heading, Failure, Press, Time, Outside, Id, useLoad } from '../ui.js';
import { t, word } from '../messages.js';
import { get } from '../calls.js';
import { usePeople, nameOf } from '../names.js';

const FIELDS = ['actor', 'case', 'verb', 'from', 'to'];

function address(asked, cursor) {
  const query = new URLSearchParams({ limit: '100' });
  FIELDS.forEach((field) => {
    const value = (asked[field] || '').trim();
    const said = field === 'verb' ? value.replaceAll(' ', '_') : value; // as it is shown, or as it is kept
    if (value) query.set(field, field === 'from' || field === 'to' ? new Date(value).toISOString() : said);
  });
  if (cursor) query.set('cursor', cursor);
  return `/v1/audit?${query}`;
}

export default function Audit({ me, query }) {
  const people = usePeople(me);
  const [wish, setWish] = useState(() => Object.fromEntries(FIELDS.filter((field) => query.get(field)).map((field) => [field, query.get(field)])));
  const [asked, setAsked] = useState(wish);
  const list = useLoad(() => get(address(asked)), [asked]);
  const [problem, setProblem] = useState(null);
  const more = () => get(address(asked, list.value.next))
    .then((page) => list.set({ items: [...list.value.items, ...page.items], next: page.next })).catch(setProblem);
  const find = (event) => { event.preventDefault(); setProblem(null); setAsked({ ...wish }); };
  const field = (name, type = 'text') => html`<div class="field" key=${name}><label for="audit-${name}">${t(`audit-${name}`)}</label>
    <input id="audit-${name}" type=${type} value=${wish[name] || ''} onInput=${(event) => setWish({ ...wish, [name]: event.target.value })} /></div>`;
  return html`<div class="stack"><${Heading}>${t('page-audit')}</${Heading}><p class="quiet">${t('audit-what')}</p>
    <form class="row" onSubmit=${find}>${field('actor')}${field('case')}${field('verb')}${field('from', 'datetime-local')}${field('to', 'datetime-local')}
      <button type="submit">${t('audit-find')}</button></form>
    <p><a href="/v1/audit/export" download>${t('audit-export')}</a> <span class="small quiet">${t('audit-verify')}</span></p>
    <${Failure} problem=${problem || list.problem} again=${list.reload} />
    ${list.value && !list.value.items.length ? html`<p>${t(list.value.next ? 'audit-none-yet' : 'audit-none')}</p>` : null}
    ${list.value?.items.length ? html`<div class="card scroll" tabindex="0" role="group" aria-label=${t('page-audit')}><table class="wide"><thead><tr><th scope="col">${t('audit-at')}</th><th scope="col">${t('audit-verb')}</th>
        <th scope="col">${t('audit-actor')}</th><th scope="col">${t('audit-case')}</th><th scope="col">${t('audit-detail')}</th></tr></thead>
      <tbody>${list.value.items.map((each) => html`<tr key=${`${each.chain} ${each.seq}`}><td class="whole"><${Time} at=${each.at} /></td><th scope="row">${word(`verb-${each.verb}`, each.verb.replaceAll('_', ' '))}</th>
        <td>${nameOf(people, each.actor) === each.actor ? html`<${Id}>${each.actor}</${Id}>` : html`<${Outside}>${nameOf(people, each.actor)}</${Outside}>`} <span class="small quiet">${each.role}</span></td>
        <td class="whole">${each.case ? html`<a href="/console/cases/${encodeURIComponent(each.case)}"><${Id}>${each.case}</${Id}></a>` : null}</td>
        <td class="small"><${Outside}>${Object.entries(each.detail).map(([key, value]) => `${key}: ${value}`).join(' · ')}</${Outside}></td></tr>`)}</tbody></table></div>` : null}
    ${list.value?.next ? html`<${Press} run=${more}>${t('audit-more')}</${Press}>` : null}</div>`;
}
