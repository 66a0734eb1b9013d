// Who shares what with whom: one account in the middle, its neighbours around. The list beside it says the same in words.
import { html } from './ui.js';
import { t, word } from './messages.js';
import { go } from './route.js';

const SHOWN = 12;

export function Graph({ account, links }) {
  const items = links.items.slice(0, SHOWN);
  if (items.length === 0) return null;
  const width = 720;
  const height = 340;
  const place = (i) => {
    const angle = (2 * Math.PI * i) / items.length - Math.PI / 2;
    return { x: width / 2 + Math.cos(angle) * 250, y: height / 2 + Math.sin(angle) * 115 };
  };
  const short = (id) => (id.length > 18 ? `${id.slice(0, 16)}…` : id);
  return html`<svg class="graph" viewBox="0 0 ${width} ${height}" role="img" aria-label=${t('links-graph', { count: items.length })}>
    ${items.map((each, i) => {
      const { x, y } = place(i);
      const strong = Object.keys(each.shared).some((kind) => kind !== 'network' && kind !== 'meeting');
      return html`<g key=${each.account}><line x1=${width / 2} y1=${height / 2} x2=${x} y2=${y} stroke-dasharray=${strong ? null : '4 4'} stroke-width=${strong ? 2 : 1} />
        <text x=${(width / 2 + 2 * x) / 3} y=${(height / 2 + 2 * y) / 3 - 4} text-anchor="middle">${Object.keys(each.shared).map((kind) => word(`link-${kind}`, kind)).join(', ')}</text></g>`;
    })}
    ${items.map((each, i) => {
      const { x, y } = place(i);
      return html`<g key=${each.account}><circle cx=${x} cy=${y} r="7" /><text x=${x} y=${y < height / 2 - 10 ? y - 13 : y + 22} text-anchor="middle">${short(each.account)}</text></g>`;
    })}
    <circle cx=${width / 2} cy=${height / 2} r="9" /><text x=${width / 2} y=${height / 2 + 26} text-anchor="middle">${short(account)}</text></svg>`;
}
