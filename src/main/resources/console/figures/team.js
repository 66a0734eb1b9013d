// How much the team has had, as a whole, and how many people the coming hours have. Who is not said: it is no ranking.
import { html, Failure, Time, useLoad } from '../ui.js';
import { t, word, number } from '../messages.js';
import { get } from '../calls.js';
import { Plot } from '../plot.js';
import { Sheet } from '../sheet.js';

const KINDS = [['looks', 'shift'], ['looks', 'week'], ['minutes', 'shift'], ['minutes', 'week']];
const TIRED = 0.2; // of a budget left, and less: somebody to look after

async function everybody() {
  const all = [];
  for (let cursor = ''; cursor !== null;) {
    const page = await get(`/v1/people/load?limit=500${cursor && `&cursor=${cursor}`}`);
    all.push(...page.items);
    cursor = page.next;
  }
  return all;
}

export function Team({ lead }) {
  const load = useLoad(() => (lead ? everybody() : Promise.resolve(null)), [lead]);
  const coverage = useLoad(() => get('/v1/insights/coverage'), []);
  return html`<section class="card stack" aria-labelledby="team"><h2 id="team">${t('figures-team')}</h2><p class="small quiet">${t('figures-team-what')}</p>
    <${Failure} problem=${load.problem || coverage.problem} again=${() => { load.reload(); coverage.reload(); }} />
    ${load.value ? html`<${Load} people=${load.value} />` : null}
    ${coverage.value ? html`<${Coming} coverage=${coverage.value} />` : null}</section>`;
}

function Load({ people }) {
  const rows = KINDS.map(([kind, time]) => {
    const each = people.map((one) => one.exposure[kind][time]).filter(Boolean);
    const used = each.reduce((sum, one) => sum + one.used, 0);
    return { kind, time, used, left: each.reduce((sum, one) => sum + one.left, 0), tired: each.filter((one) => one.used + one.left > 0 && one.left <= TIRED * (one.used + one.left)).length };
  });
  return html`<p>${t('figures-on-shift', { count: people.filter((one) => one.onShift).length, all: people.length })}</p>
    <${Sheet} name="load" title=${t('figures-team')} rows=${rows} columns=${[
      { label: t('figures-budget'), raw: (row) => `${row.kind} ${row.time}`, show: (row) => t(`exposure-${row.kind}-${row.time}`) },
      { label: t('figures-used'), num: true, raw: (row) => row.used, show: (row) => number(row.used) },
      { label: t('figures-left'), num: true, raw: (row) => row.left, show: (row) => number(row.left) },
      { label: t('figures-tired'), num: true, raw: (row) => row.tired }]} />`;
}

/** Hours in a row that are alike, as one line. */
function stretches(hours) {
  const all = [];
  for (const hour of hours) {
    const last = all.at(-1);
    const same = last && last.people === hour.people && last.seniors === hour.seniors && `${last.without}` === `${hour.without}`;
    if (same) last.hours += 1;
    else all.push({ ...hour, hours: 1 });
  }
  return all;
}

function Coming({ coverage }) {
  const hours = coverage.hours;
  const planned = hours.some((hour) => hour.people);
  const name = (queue) => word(`queue-${queue}`, queue);
  const columns = [
    { label: t('figures-from'), raw: (row) => row.at, show: (row) => html`<${Time} at=${row.at} style="zone" />` },
    { label: t('figures-hours'), num: true, raw: (row) => row.hours },
    { label: t('figures-people'), num: true, raw: (row) => row.people },
    { label: t('figures-seniors'), num: true, raw: (row) => row.seniors },
    { label: t('figures-without'), raw: (row) => row.without.join(' '), show: (row) => row.without.map(name).join(', ') || '–' },
  ];
  return html`<h3>${t('figures-coming')}</h3>
    <p class="small">${t('figures-anytime', { count: coverage.anytime })} <a href="/console/people">${t('page-people')}</a></p>
    ${planned ? html`<${Plot} x=${hours.map((hour) => new Date(hour.at).getTime() / 1000)} series=${[
        { label: t('figures-people'), values: hours.map((hour) => hour.people), kind: 'steps', token: 'accent' },
        { label: t('figures-seniors'), values: hours.map((hour) => hour.seniors), kind: 'steps', token: 'care', dash: [6, 4] }]} />
      <${Sheet} folded name="coverage" title=${t('figures-coming')} columns=${columns} rows=${stretches(hours)} />` : html`<p>${t('figures-no-shifts')}</p>`}`;
}
