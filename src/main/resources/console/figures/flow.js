// What came in, and what became of it.
import { html, Time } from '../ui.js';
import { t } from '../messages.js';
import { Plot } from '../plot.js';
import { Sheet } from '../sheet.js';
import { Count, reasonName } from './figure.js';

const OUTCOMES = ['violation', 'no_violation', 'unfounded_report', 'insufficient', 'duplicate'];

export function Flow({ figures, window }) {
  const middle = figures.pieceMs / 2000;
  const x = figures.pieces.map((piece) => new Date(piece.at).getTime() / 1000 + middle);
  const pieces = [
    { label: t('figures-from'), raw: (piece) => piece.at, show: (piece) => html`<${Time} at=${piece.at} style="zone" />` },
    { label: t('figures-opened'), num: true, raw: (piece) => piece.opened },
    { label: t('figures-late'), num: true, raw: (piece) => piece.late },
    { label: t('figures-overturned'), num: true, raw: (piece) => piece.overturned },
  ];
  const reasons = [
    { label: t('search-reason'), raw: (row) => row.reason, show: (row) => reasonName(row.reason) },
    { label: t('figures-opened'), num: true, raw: (row) => row.opened, show: (row) => html`<${Count} window=${window} n=${row.opened} cut=${{ reason: row.reason }} what=${reasonName(row.reason)} />` },
    { label: t('figures-undecided'), num: true, raw: (row) => row.undecided, show: (row) => html`<${Count} window=${window} n=${row.undecided} cut=${{ reason: row.reason, which: 'undecided' }} what=${t('figures-undecided')} />` },
    ...OUTCOMES.map((outcome) => ({ label: t(`outcome-${outcome}`), num: true, raw: (row) => row.outcomes[outcome] ?? 0,
      show: (row) => html`<${Count} window=${window} n=${row.outcomes[outcome]} cut=${{ reason: row.reason, outcome }} what=${t(`outcome-${outcome}`)} />` })),
  ];
  return html`<section class="card stack" aria-labelledby="flow"><h2 id="flow">${t('figures-flow')}</h2>
    <p>${t('figures-sum', { opened: figures.opened, undecided: figures.undecided })} ${figures.rehearsals
      ? html`<a href=${`/console/insights/cases?${new URLSearchParams({ window, which: 'rehearsal' })}`}>${t('figures-rehearsals', { count: figures.rehearsals })}</a>` : null}</p>
    <${Plot} x=${x} series=${[{ label: t('figures-opened'), values: figures.pieces.map((piece) => piece.opened), kind: 'bars', token: 'bar' },
      { label: t('figures-late'), values: figures.pieces.map((piece) => piece.late), kind: 'line', token: 'danger' }]} />
    <${Sheet} folded name="inflow" title=${t('figures-flow')} columns=${pieces} rows=${figures.pieces} />
    ${figures.reasons.length ? html`<h3>${t('figures-reasons')}</h3><${Sheet} name="reasons" title=${t('figures-reasons')} columns=${reasons} rows=${figures.reasons} />` : null}</section>`;
}
