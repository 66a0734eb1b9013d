// What waits this minute, lane by lane, against the clock that policy gives it.
import { html, useState, Failure, span, useLoad } from '../ui.js';
import { t, word, number } from '../messages.js';
import { get } from '../calls.js';
import { useLive } from '../live.js';
import { Sheet } from '../sheet.js';
import { Count, Sure, laneName } from './figure.js';

export function Now({ figures, window }) {
  const [queues, setQueues] = useState(null);
  const standing = useLoad(() => get('/v1/queues').then((body) => setQueues(body.queues)), []);
  useLive((message) => {
    if (message.kind === 'queues') setQueues(message.data.queues);
    if (message.kind === 'reset') standing.reload();
  });
  const lanes = figures?.lanes.filter((lane) => lane.queue) ?? [];
  // Several lanes may wait in one queue: its clock is then the longest of them.
  const rows = (queues ?? []).map((queue) => {
    const its = lanes.filter((lane) => lane.queue === queue.name);
    return { ...queue, clockMs: its.length ? Math.max(...its.map((lane) => lane.clockMs)) : null };
  });
  const columns = [
    { label: t('queue-name'), raw: (row) => row.name, show: (row) => word(`queue-${row.name}`, row.name) },
    { label: t('queue-waiting'), num: true, raw: (row) => row.queued, show: (row) => (row.queued ? html`<a href=${`/console/cases?${new URLSearchParams({ queue: row.name, state: 'queued' })}`}>${number(row.queued)}</a>` : '0') },
    { label: t('queue-claimed'), num: true, raw: (row) => row.claimed, show: (row) => (row.claimed ? html`<a href=${`/console/cases?${new URLSearchParams({ queue: row.name, state: 'claimed' })}`}>${number(row.claimed)}</a>` : '0') },
    { label: t('queue-overdue'), num: true, raw: (row) => row.overdue, show: (row) => (row.overdue ? html`<span class="chip danger">${number(row.overdue)}</span>` : '0') },
    { label: t('figures-clock'), raw: (row) => row.clockMs, show: (row) => (row.clockMs ? span(row.clockMs) : '–') },
    { label: t('queue-oldest'), raw: (row) => row.oldestAgeMs, show: (row) => html`<${Age} row=${row} />` },
  ];
  const late = [
    { label: t('figures-lane'), raw: (row) => row.lane, show: (row) => laneName(row.lane) },
    { label: t('figures-timed'), num: true, raw: (row) => row.count, show: (row) => html`<${Count} window=${window} n=${row.count} cut=${{ lane: row.lane, which: 'timed' }} what=${laneName(row.lane)} />` },
    { label: t('figures-in-time'), raw: (row) => row.share ?? null, show: (row) => html`<${Sure} of=${row} />` },
    { label: t('figures-late'), num: true, raw: (row) => (row.count ? Math.round(row.count * (1 - row.share)) : 0),
      show: (row) => html`<${Count} window=${window} n=${row.count ? Math.round(row.count * (1 - row.share)) : 0} cut=${{ lane: row.lane, which: 'late' }} what=${t('figures-late')} />` },
  ];
  return html`<section class="card stack" aria-labelledby="now"><h2 id="now">${t('figures-now')}</h2>
    <${Failure} problem=${queues ? null : standing.problem} again=${standing.reload} />
    <div class="pair">${queues ? html`<div class="tight"><h3>${t('desk-queues')}</h3><${Sheet} name="backlog" title=${t('desk-queues')} columns=${columns} rows=${rows} /></div>` : null}
    ${figures ? html`<div class="tight"><h3>${t('figures-in-time-lanes')}</h3>
      <${Sheet} name="in-time" title=${t('figures-in-time-lanes')} columns=${late} rows=${figures.lanes.filter((lane) => lane.queue || lane.count)} /></div>` : null}</div>
    ${figures ? html`<p class="small quiet">${t('figures-in-time-what')}</p>` : null}</section>`;
}

/** How old the oldest is, as a part of its clock; past the clock it says so. */
function Age({ row }) {
  if (row.oldestAgeMs === null) return '–';
  const part = row.clockMs ? row.oldestAgeMs / row.clockMs : 0;
  return html`<span class="age"><span class="bar" aria-hidden="true"><span class=${part > 1 ? 'past' : ''} style=${{ inlineSize: `${Math.round(100 * Math.min(1, part))}%` }}></span></span>
    <span class="num ${part > 1 ? 'over' : ''}">${span(row.oldestAgeMs)}${part > 1 ? ` · ${t('figures-past-clock')}` : ''}</span></span>`;
}
