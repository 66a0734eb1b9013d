// Plots, by uPlot: fetched when the first one is shown. What a plot shows stands as a table beside it, so who cannot see it misses nothing.
import { html, useEffect, useLayoutEffect, useRef, useState, span } from './ui.js';
import { file, region, number, percent } from './messages.js';

let fetched;

/** uPlot is no module: it leaves its name with the window. */
function uPlot() {
  fetched = fetched || new Promise((resolve, reject) => {
    const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: file('vendor/uplot.css') });
    const script = Object.assign(document.createElement('script'), { src: file('vendor/uplot.js') });
    script.onload = () => resolve(window.uPlot);
    script.onerror = () => { fetched = null; reject(new Error('uplot')); };
    document.head.append(style, script);
  });
  return fetched;
}

const STEPS = [1000, 5000, 15_000, 30_000, 60_000, 120_000, 300_000, 900_000, 3_600_000, 14_400_000, 86_400_000, 604_800_000];
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const HEIGHT = 220;
/** Seconds between marks of time; no two marks within a minute would read alike. */
const MOMENTS = [60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000, 7_776_000];

/** Whole numbers alone where whole things are counted. */
const counts = (u, axis, min, max, increment) => {
  const step = Math.max(1, Math.ceil(increment));
  const marks = [];
  for (let at = 0; at <= max; at += step) marks.push(at);
  return marks;
};

function axes(y, labels) {
  const common = { stroke: colour('quiet'), grid: { stroke: colour('line'), width: 1 }, ticks: { stroke: colour('line'), width: 1 }, font: `12px ${colour('font')}` };
  const day = new Intl.DateTimeFormat(region(), { day: 'numeric', month: 'short' });
  const hour = new Intl.DateTimeFormat(region(), { hour: 'numeric', minute: '2-digit' });
  const moment = (s, i, all) => {
    const at = new Date(s * 1000);
    return all.length > 1 && all[1] - all[0] >= 86_400 ? day.format(at) : at.getHours() === 0 ? day.format(at) : hour.format(at);
  };
  return [
    labels
      ? { ...common, splits: () => labels.map((_, i) => i), values: (u, at) => at.map((i) => labels[i] ?? ''), rotate: -40, size: 64, gap: 2 }
      : { ...common, values: (u, at) => at.map(moment), space: 64, incrs: MOMENTS },
    y === 'ms'
      ? { ...common, size: 68, splits: (u, axis, min, max) => STEPS.filter((s) => s >= min && s <= max), values: (u, at) => at.map((ms) => span(ms)), filter: (u, at) => at }
      : y === 'share' ? { ...common, size: 52, splits: () => [0, 0.25, 0.5, 0.75, 1], values: (u, at) => at.map((n) => percent(n)) }
      : { ...common, size: 44, splits: counts, values: (u, at) => at.map((n) => number(n)) },
  ];
}

/** From the step below the least to the step above the most. */
const within = (u, min, max) => [STEPS.filter((s) => s <= min).pop() ?? 500, STEPS.find((s) => s >= max) ?? max ?? 1000];

/**
 * @param {{x: number[], labels?: string[], y: 'count'|'ms'|'share', series: {label: string, values: (number|null)[], kind: 'bars'|'line'|'steps', token: string, dash?: number[]}[]}} props
 *   `x` in seconds since the epoch, or each one's place where there are `labels`
 */
export function Plot({ x, labels, y = 'count', series }) {
  const place = useRef();
  const [broken, setBroken] = useState(false);
  const [turn, setTurn] = useState(0);
  useEffect(() => { // another theme has other colours, and a canvas does not know
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const again = () => setTurn((n) => n + 1);
    dark.addEventListener('change', again);
    return () => dark.removeEventListener('change', again);
  }, []);
  useLayoutEffect(() => {
    let plot;
    let gone = false;
    const width = () => Math.max(200, place.current.clientWidth);
    const sized = new ResizeObserver(() => plot?.setSize({ width: width(), height: HEIGHT }));
    uPlot().then((UPlot) => {
      if (gone) return;
      // A bar at the edge is whole; a line has a little air.
      const half = x.length < 2 ? 1800 : series.some((one) => one.kind === 'bars') ? (x[1] - x[0]) / 2 : Math.max(60, (x.at(-1) - x[0]) * 0.03);
      const paths = { bars: UPlot.paths.bars({ size: [0.7, 48], gap: 1 }), steps: UPlot.paths.stepped({ align: 1 }), line: UPlot.paths.linear() };
      plot = new UPlot({
        width: width(),
        height: HEIGHT,
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, points: { show: false } },
        scales: {
          x: labels ? { time: false, range: [-0.6, labels.length - 0.4] } : { time: true, range: (u, min, max) => [min - half, max + half] },
          y: y === 'ms' ? { distr: 3, range: within } : y === 'share' ? { range: [0, 1] } : { range: (u, min, max) => [0, Math.max(1, max * 1.08)] },
        },
        axes: axes(y, labels),
        series: [{}, ...series.map((one) => ({
          label: one.label,
          stroke: colour(one.token),
          fill: one.kind === 'bars' ? colour(one.token) : undefined,
          width: one.kind === 'bars' ? 0 : 2,
          dash: one.dash,
          paths: paths[one.kind],
          points: { show: one.kind === 'line', size: 6, fill: colour(one.token) },
          spanGaps: false,
        }))],
      }, [x, ...series.map((one) => one.values.map((value) => (y === 'ms' && value !== null && value !== undefined ? Math.max(500, value) : value ?? null)))], place.current);
      sized.observe(place.current);
    }).catch(() => !gone && setBroken(true));
    return () => { gone = true; sized.disconnect(); plot?.destroy(); };
  }, [JSON.stringify([x, labels, y, series]), turn]);
  return broken ? null : html`<div class="drawn"><ul class="row small legend" aria-hidden="true">${series.map((one) => html`<li key=${one.label} class="row">
      <span class="swatch ${one.kind} ${one.dash ? 'dashed' : ''}" style=${{ '--ink': `var(--${one.token})` }}></span>${one.label}</li>`)}</ul>
    <div class="plot" ref=${place} aria-hidden="true"></div></div>`;
}
