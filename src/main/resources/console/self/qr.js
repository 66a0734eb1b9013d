// A text as a square that a phone's camera reads. Drawn here in the page: what it says goes nowhere for it. Always dark on light, which every camera reads.
import { html, useState, useEffect } from '../ui.js';

/** So many squares of nothing around it, or no camera finds it (ISO/IEC 18004). */
const QUIET = 4;

/** One line around each run of dark squares. */
function path(code) {
  let all = '';
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (!code.get(x, y) || code.get(x - 1, y)) continue;
      let end = x;
      while (code.get(end, y)) end++;
      all += `M${x} ${y}h${end - x}v1H${x}z`;
    }
  }
  return all;
}

/** @param {{value: string, label: string}} props `label` says what it is and where the same stands as text */
export function Qr({ value, label }) {
  const [code, setCode] = useState(null);
  useEffect(() => {
    let here = true;
    import('../vendor/lean-qr.js').then(({ generate }) => here && setCode(generate(value)), () => {}); // the text beside it does as well
    return () => { here = false; };
  }, [value]);
  if (!code) return null;
  const side = code.size + 2 * QUIET;
  return html`<svg class="qr" role="img" aria-label=${label} viewBox="${-QUIET} ${-QUIET} ${side} ${side}" shape-rendering="crispEdges"><path d=${path(code)} /></svg>`;
}
