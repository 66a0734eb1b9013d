// How often what spoke for a case was right, what did not hold, and how far two looks agree.
import { html, Failure, useLoad } from '../ui.js';
import { t, word, percent } from '../messages.js';
import { get } from '../calls.js';
import { Sheet } from '../sheet.js';
import { Count, Sure, reasonName } from './figure.js';

const NAMES = {
  signal: (name) => html`${word(`signal-${name.replaceAll('/', '-')}`, '')} <span class="mono quiet small">${name}</span>`,
  voice: (name) => t(`voice-${name}`),
  reason: reasonName,
};

function columns(of, window) {
  const cut = (row) => ({ [of]: row.name, which: 'judged' });
  const violations = (row) => (row.count ? Math.round(row.count * row.share) : 0);
  return [
    { label: t(`right-${of}`), raw: (row) => row.name, show: (row) => NAMES[of](row.name) },
    { label: t('figures-judged'), num: true, raw: (row) => row.count, show: (row) => html`<${Count} window=${window} n=${row.count} cut=${cut(row)} what=${row.name} />` },
    { label: t('outcome-violation'), num: true, raw: violations, show: (row) => html`<${Count} window=${window} n=${violations(row)} cut=${{ [of]: row.name, outcome: 'violation' }} what=${t('outcome-violation')} />` },
    { label: t('figures-right'), raw: (row) => row.share ?? null, show: (row) => html`<${Sure} of=${row} />` },
  ];
}

export function Right({ figures, window }) {
  const of = (kind) => figures.right.filter((one) => one.of === kind);
  return html`<section class="card stack" aria-labelledby="right"><h2 id="right">${t('figures-precision')}</h2><p class="small quiet">${t('figures-precision-what')}</p>
      <div class="pair">${['voice', 'reason', 'signal'].map((kind) => (of(kind).length ? html`<div class="tight" key=${kind}><h3>${t(`right-by-${kind}`)}</h3>
        <${Sheet} name=${`right-${kind}`} title=${t(`right-by-${kind}`)} columns=${columns(kind, window)} rows=${of(kind)} /></div>` : null))}</div></section>
    <${Held} figures=${figures} window=${window} />`;
}

/** Appeals as a sum: whose decisions were contested says more of who takes the hard cases. */
function Held({ figures, window }) {
  const appeals = useLoad(() => get('/v1/insights/appeals').then((body) => body.items), []);
  const quality = useLoad(() => get('/v1/quality'), []);
  const sum = (field) => (appeals.value ?? []).reduce((all, one) => all + one[field], 0);
  const rows = ['correction', 'second_look', 'appeal'].map((cause) => ({ cause, n: figures.overturned[cause] ?? 0 }));
  const agreement = quality.value ? [{ name: t('reviews-all'), ...quality.value.agreement }, { name: t('reviews-gold'), ...quality.value.gold }] : [];
  return html`<section class="card stack" aria-labelledby="held"><h2 id="held">${t('figures-held')}</h2><${Failure} problem=${appeals.problem || quality.problem} again=${() => { appeals.reload(); quality.reload(); }} />
    <${Sheet} name="overturned" title=${t('figures-held')} rows=${rows} columns=${[
      { label: t('figures-overturned-by'), raw: (row) => row.cause, show: (row) => t(`overturned-${row.cause}`) },
      { label: t('figures-overturned'), num: true, raw: (row) => row.n, show: (row) => html`<${Count} window=${window} n=${row.n} cut=${{ cause: row.cause }} what=${t('figures-overturned')} />` }]} />
    ${appeals.value ? html`<p class="small">${t('figures-appeals', { filed: sum('filed'), upheld: sum('upheld'), overturned: sum('overturned') })} <a href="/console/appeals">${t('page-appeals')}</a></p>` : null}
    ${agreement.length ? html`<h3>${t('reviews-figures')}</h3>${quality.value.drifted ? html`<div class="told danger"><p>${t('reviews-drifted')}</p></div>` : null}
      <${Sheet} name="agreement" title=${t('reviews-figures')} rows=${agreement} columns=${[
        { label: t('reviews-compared'), raw: (row) => row.name },
        { label: t('reviews-pairs'), num: true, raw: (row) => row.pairs },
        { label: t('reviews-agreed'), num: true, raw: (row) => (row.pairs ? row.agreed : null), show: (row) => (row.pairs ? percent(row.agreed) : '–') },
        { label: t('reviews-ac1'), num: true, raw: (row) => row.ac1 ?? null, show: (row) => (row.ac1 === undefined ? '–' : row.ac1.toFixed(2)) }]} />
      <p class="small"><a href="/console/reviews">${t('page-reviews')}</a></p>` : null}</section>`;
}
