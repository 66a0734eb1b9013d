// What the platform was asked, and what it did.
import { html } from '../ui.js';
import { t, word, number } from '../messages.js';
import { Sheet } from '../sheet.js';
import { Count } from './figure.js';

export function Done({ figures, window }) {
  const name = (row) => word(`action-${row.type}`, row.type);
  const columns = [
    { label: t('actions-what-one'), raw: (row) => row.type, show: name },
    ...['done', 'waiting', 'other'].map((end) => ({ label: t(`end-${end}`), num: true, raw: (row) => row[end], show: (row) => number(row[end]) })),
    { label: t('end-failed'), num: true, raw: (row) => row.failed, show: (row) => html`<${Count} window=${window} n=${row.failed} cut=${{ action: row.type }} what=${name(row)} />` },
  ];
  return html`<section class="card stack" aria-labelledby="done"><h2 id="done">${t('figures-done')}</h2>
    ${figures.actions.length ? html`<${Sheet} name="actions" title=${t('figures-done')} columns=${columns} rows=${figures.actions} />` : html`<p>${t('preview-nothing')}</p>`}
    <p class="small"><a href="/console/actions">${t('page-actions')}</a></p></section>`;
}
