// The cases behind a figure.
import { html, Heading, Failure, Time, Id, useLoad } from '../ui.js';
import { t, word } from '../messages.js';
import { get } from '../calls.js';
import { Sheet } from '../sheet.js';
import { laneName, lasted, reasonName } from './figure.js';

const SAID = {
  which: (value) => t(`which-${value}`),
  reason: reasonName,
  lane: laneName,
  outcome: (value) => t(`outcome-${value}`),
  voice: (value) => t(`voice-${value}`),
  signal: (value) => value,
  cause: (value) => t(`overturned-${value}`),
  action: (value) => word(`action-${value}`, value),
  end: (value) => t(`end-${value}`),
};

export default function FigureCases({ query }) {
  const window = query.get('window') || 'P7D';
  const found = useLoad(() => get(`/v1/insights/figures/cases?${query}&limit=500`), [`${query}`]);
  const span = query.get('span');
  const said = [t(`window-${window}`), ...Object.keys(SAID).filter((key) => query.get(key)).map((key) => SAID[key](query.get(key))),
    ...(span ? [`${t(`span-${span}`)} ≥ ${lasted(Number(query.get('atLeastMs') || 0))}${query.get('belowMs') ? `, < ${lasted(Number(query.get('belowMs')))}` : ''}`] : [])];
  const columns = [
    { label: t('urgent-open'), raw: (row) => row.openedAt, show: (row) => html`<a href="/console/cases/${encodeURIComponent(row.case)}"><${Time} at=${row.openedAt} style="zone" /></a>` },
    { label: t('search-reason'), raw: (row) => row.reason, show: (row) => reasonName(row.reason) },
    { label: t('figures-lane'), raw: (row) => row.lane, show: (row) => laneName(row.lane) },
    { label: t('decisions'), raw: (row) => row.outcome ?? '', show: (row) => html`${row.outcome ? t(`outcome-${row.outcome}`) : '–'}${row.overturned ? html` <span class="chip care">${t(`overturned-${row.overturned}`)}</span>` : null}` },
    { label: t('span-first_look'), num: true, raw: (row) => row.firstLookMs ?? null, show: (row) => lasted(row.firstLookMs) },
    { label: t('span-decision'), num: true, raw: (row) => row.decisionMs ?? null, show: (row) => lasted(row.decisionMs) },
    { label: t('span-effect'), num: true, raw: (row) => row.effectMs ?? null, show: (row) => lasted(row.effectMs) },
    { label: t('case-id'), raw: (row) => row.case, show: (row) => html`<${Id}>${row.case}</${Id}>` },
  ];
  return html`<div class="stack"><p><a href=${`/console/insights?window=${encodeURIComponent(window)}`}>${t('page-insights')}</a></p>
    <${Heading}>${t('figures-behind')}</${Heading}><p class="row">${said.map((each) => html`<span class="chip" key=${each}>${each}</span>`)}</p>
    <${Failure} problem=${found.problem} again=${found.reload} />
    ${found.value ? html`<p role="status">${t('figures-found', { count: found.value.count, shown: found.value.items.length })}</p>` : html`<p role="status">${t('loading')}</p>`}
    ${found.value?.items.length ? html`<div class="card"><${Sheet} name="cases" title=${t('figures-behind')} columns=${columns} rows=${found.value.items} /></div>` : null}</div>`;
}
