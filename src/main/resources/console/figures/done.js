// What the platform was asked, and what it did: actions, of which one case may have several.
import { html } from '../ui.js';
import { t, word } from '../messages.js';
import { Sheet } from '../sheet.js';
import { Count } from './figure.js';

export function Done({ figures, window }) {
  const name = (row) => word(`action-${row.type}`, row.type);
  const columns = [
    { label: t('actions-what-one'), raw: (row) => row.type, show: name },
    ...['done', 'waiting', 'other', 'failed'].map((end) => ({ label: t(`end-${end}`), num: true, raw: (row) => row[end],
      show: (row) => html`<${Count} window=${window} n=${row[end]} cut=${{ action: row.type, end }} what=${name(row)} />` })),
  ];
  return html`<section class="card stack" aria-labelledby="done"><h2 id="done">${t('figures-done')}</h2>
    ${figures.actions.length ? html`<${Sheet} name="actions" title=${t('figures-done')} columns=${columns} rows=${figures.actions} />` : html`<p>${t('preview-nothing')}</p>`}
    <p class="small"><a href="/console/actions">${t('page-actions')}</a></p></section>`;
}
