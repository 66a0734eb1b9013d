// What the parts of the insights share: links to the cases behind a number, times, shares with how sure they are.
import { html, span } from '../ui.js';
import { t, word, number, percent } from '../messages.js';

/** Where the cases behind a figure are. */
export function behind(window, cut) {
  return `/console/insights/cases?${new URLSearchParams({ window, ...cut })}`;
}

/** A number that leads to its cases; a plain 0 where there are none. */
export const Count = ({ window, cut, n, what }) => (n
  ? html`<a class="num" href=${behind(window, cut)} aria-label=${t('figure-cases', { count: n, what })}>${number(n)}</a>`
  : html`<span class="num">0</span>`);

export const reasonName = (code) => (code === 'none' ? t('reason-nobody') : word(`reason-${code}`, code));
export const laneName = (lane) => word(`lane-${lane}`, lane.replaceAll('_', ' '));
export const lasted = (ms) => (ms === undefined || ms === null ? '–' : ms < 1000 ? t('below-second') : span(ms));

/** A share with the stretch it may truly lie in, as a bar and in words. */
export function Sure({ of }) {
  if (!of.count) return html`<span class="quiet">–</span>`;
  const wide = (share) => `${Math.round(share * 1000) / 10}%`;
  return html`<span class="sure"><span class="sure-bar" aria-hidden="true"><span class="sure-range" style=${{ insetInlineStart: wide(of.low), inlineSize: wide(Math.max(0.01, of.high - of.low)) }}></span><span class="sure-at" style=${{ insetInlineStart: wide(of.share) }}></span></span>
    <span class="num">${percent(of.share)}</span> <span class="quiet small num">${t('sure-between', { low: percent(of.low), high: percent(of.high) })}</span></span>`;
}
