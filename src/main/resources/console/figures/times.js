// How long things took: from the press to somebody's first look, to the decision, to its effect.
import { html, useState, Time } from '../ui.js';
import { t } from '../messages.js';
import { Plot } from '../plot.js';
import { Sheet } from '../sheet.js';
import { Count, behind, laneName, lasted } from './figure.js';

const SPANS = ['first_look', 'decision', 'effect', 'action'];

export function Times({ figures, window }) {
  const [what, setWhat] = useState('first_look');
  const [lane, setLane] = useState('');
  const its = figures.times.filter((one) => one.span === what);
  const lanes = its.filter((one) => one.lane && one.count);
  const chosen = its.find((one) => (one.lane ?? '') === lane) ?? its.find((one) => !one.lane);
  const ends = [0, ...figures.bars];
  const label = (i) => (i < figures.bars.length ? t('figures-below', { span: lasted(figures.bars[i]) }) : t('figures-longer'));
  const cut = (i) => ({ span: what, atLeastMs: ends[i], ...(i < figures.bars.length ? { belowMs: figures.bars[i] } : {}), ...(chosen.lane ? { lane: chosen.lane } : {}) });
  const slowest = (row) => ({ span: what, atLeastMs: row.p95Ms, ...(row.lane ? { lane: row.lane } : {}) });
  const name = (row) => (row.lane ? laneName(row.lane) : t('figures-all-lanes'));
  const table = [
    { label: t('figures-lane'), raw: (row) => row.lane ?? '', show: name },
    { label: t('figures-measured'), num: true, raw: (row) => row.count, show: (row) => html`<${Count} window=${window} n=${row.count} cut=${{ span: what, atLeastMs: 0, ...(row.lane ? { lane: row.lane } : {}) }} what=${name(row)} />` },
    ...['p50Ms', 'p95Ms', 'p99Ms'].map((rank) => ({ label: t(`figures-${rank}`), num: true, raw: (row) => row[rank] ?? null,
      show: (row) => (rank === 'p95Ms' && row.count ? html`<a href=${behind(window, slowest(row))} aria-label=${t('figures-slowest', { what: name(row) })}>${lasted(row[rank])}</a>` : lasted(row[rank])) })),
  ];
  const bars = chosen.bars.map((n, i) => ({ n, i }));
  const parts = [
    { label: t('figures-took'), raw: (row) => label(row.i) },
    { label: t('figures-measured'), num: true, raw: (row) => row.n, show: (row) => html`<${Count} window=${window} n=${row.n} cut=${cut(row.i)} what=${label(row.i)} />` },
  ];
  const middle = figures.pieceMs / 2000;
  const pieces = [
    { label: t('figures-from'), raw: (piece) => piece.at, show: (piece) => html`<${Time} at=${piece.at} style="zone" />` },
    { label: t('span-first_look'), num: true, raw: (piece) => piece.firstLookMs ?? null, show: (piece) => lasted(piece.firstLookMs) },
    { label: t('span-effect'), num: true, raw: (piece) => piece.effectMs ?? null, show: (piece) => lasted(piece.effectMs) },
  ];
  return html`<section class="card stack" aria-labelledby="times"><h2 id="times">${t('figures-times')}</h2>
    <div class="row"><label for="span">${t('figures-span')}</label><select id="span" class="narrow" value=${what} onChange=${(event) => { setWhat(event.target.value); setLane(''); }}>
        ${SPANS.map((each) => html`<option key=${each} value=${each}>${t(`span-${each}`)}</option>`)}</select>
      <label for="span-lane">${t('figures-lane')}</label><select id="span-lane" class="narrow" value=${lane} onChange=${(event) => setLane(event.target.value)}>
        <option value="">${t('figures-all-lanes')}</option>${lanes.map((one) => html`<option key=${one.lane} value=${one.lane}>${laneName(one.lane)}</option>`)}</select></div>
    ${chosen.count ? html`<${Plot} x=${bars.map((row) => row.i)} labels=${bars.map((row) => (row.i < figures.bars.length ? `< ${lasted(figures.bars[row.i])}` : `≥ ${lasted(figures.bars.at(-1))}`))} series=${[{ label: t(`span-${what}`), values: chosen.bars, kind: 'bars', token: 'bar' }]} />
      <${Sheet} folded name=${`distribution-${what}`} title=${t('figures-distribution')} columns=${parts} rows=${bars} />` : html`<p>${t('figures-nothing-measured')}</p>`}
    <${Sheet} name=${`times-${what}`} title=${t(`span-${what}`)} columns=${table} rows=${its.filter((one) => !one.lane || one.count)} />
    ${figures.pieces.some((piece) => piece.firstLookMs !== undefined || piece.effectMs !== undefined) ? html`<h3>${t('figures-times-course')}</h3>
      <${Plot} y="ms" x=${figures.pieces.map((piece) => new Date(piece.at).getTime() / 1000 + middle)}
        series=${[{ label: t('span-first_look'), values: figures.pieces.map((piece) => piece.firstLookMs ?? null), kind: 'line', token: 'accent' },
          { label: t('span-effect'), values: figures.pieces.map((piece) => piece.effectMs ?? null), kind: 'line', token: 'care', dash: [6, 4] }]} />
      <${Sheet} folded name="times-course" title=${t('figures-times-course')} columns=${pieces} rows=${figures.pieces} />` : null}</section>`;
}
