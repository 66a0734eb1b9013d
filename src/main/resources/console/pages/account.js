// One account: its cases, and whom it shares something with.
import { html, Heading, Failure, Id, useLoad } from '../ui.js';
import { t } from '../messages.js';
import { get, path } from '../calls.js';
import { Links } from '../case/people.js';
import { Table } from './cases.js';
import { Graph } from '../graph.js';

export default function Account({ rest: id }) {
  const cases = useLoad(() => get(`/v1/cases?account=${encodeURIComponent(id)}&limit=100`), [id]);
  const links = useLoad(() => get(path`/v1/accounts/${id}/links` + '?limit=50'), [id]);
  return html`<div class="stack"><${Heading}>${t('page-account')} <${Id}>${id}</${Id}></${Heading}>
    <section class="stack" aria-labelledby="its-cases"><h2 id="its-cases">${t('account-cases')}</h2><${Failure} problem=${cases.problem} again=${cases.reload} />
      ${cases.value ? (cases.value.items.length ? html`<${Table} items=${cases.value.items} />` : html`<p>${t('account-no-cases')}</p>`) : null}</section>
    <section class="card stack" aria-labelledby="its-links"><h2 id="its-links">${t('links')}</h2><${Failure} problem=${links.problem} again=${links.reload} />
      ${links.value ? html`<${Graph} account=${id} links=${links.value} /><${Links} links=${links.value} />` : null}</section></div>`;
}
