// What a version would have done with the stored log: how far it is, what would differ, and examples that lead to their cases.
import { html, useState, useEffect, useRef, Failure, Press, Id } from '../ui.js';
import { t, word, number } from '../messages.js';
import { call, get, path } from '../calls.js';

const SINCE = ['1d', '7d', '30d', '90d'];
const POLL_MS = 1000;

export function Backtest({ version }) {
  const [run, setRun] = useState(null);
  const [since, setSince] = useState('30d');
  const [problem, setProblem] = useState(null);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const watch = (id) => get(path`/v1/policies/${version}/backtests/${id}`).then((found) => {
    setRun(found);
    if (found.state === 'running') timer.current = setTimeout(() => watch(id), POLL_MS);
  }).catch(setProblem);
  const start = () => { setProblem(null); call('POST', path`/v1/policies/${version}/backtests`, { since }).then(({ body }) => { setRun(body); watch(body.id); }).catch(setProblem); };
  return html`<section class="card stack" aria-labelledby="backtest"><div class="spread"><h2 id="backtest">${t('backtest')}</h2>
      <div class="row"><label for="backtest-since">${t('figures-window')}</label><select id="backtest-since" class="narrow" value=${since} onChange=${(event) => setSince(event.target.value)}>${SINCE.map((each) => html`<option key=${each} value=${each}>${t(`window-P${each.toUpperCase()}`)}</option>`)}</select>
        <${Press} run=${start} off=${run?.state === 'running'}>${t('backtest-start')}</${Press}></div></div><p class="quiet small">${t('backtest-what')}</p>
    <${Failure} problem=${problem} />
    ${run ? html`<p role="status">${t(`backtest-${run.state}`)} <progress max=${run.partitions} value=${run.done} aria-label=${t('backtest')}></progress> <span class="num small quiet">${run.done} / ${run.partitions}</span></p>` : null}
    ${run?.report ? html`<${Report} report=${run.report} />` : null}</section>`;
}

const show = (value) => (value === undefined || value === null ? '–' : typeof value === 'object' ? JSON.stringify(value) : `${value}`);

function Report({ report }) {
  const counts = ['events', 'subjects', 'both', 'same', 'opens', 'closes', 'earlier', 'later'];
  const columns = [...new Set(report.examples.flatMap((each) => Object.keys(each)))];
  return html`<dl class="facts">${counts.map((each) => html`<dt key=${each}>${t(`backtest-${each}`)}</dt><dd class="num">${number(report[each])}</dd>`)}
      ${Object.entries(report.moves).map(([move, count]) => html`<dt key=${move}><bdi>${move}</bdi></dt><dd class="num">${number(count)}</dd>`)}</dl>
    ${report.examples.length ? html`<h3 id="backtest-examples">${t('backtest-examples')}</h3><div class="scroll" tabindex="0" role="group" aria-labelledby="backtest-examples"><table><thead><tr>${columns.map((each) => html`<th key=${each} scope="col">${word(`backtest-column-${each}`, each)}</th>`)}</tr></thead>
        <tbody>${report.examples.map((each, i) => html`<tr key=${i}>${columns.map((column, c) => html`<td key=${c} class="outside small">${column === 'account' ? html`<a href="/console/accounts/${encodeURIComponent(each[column])}"><${Id}>${each[column]}</${Id}></a>` : show(each[column])}</td>`)}</tr>`)}</tbody></table></div>` : null}
    <details><summary>${t('backtest-judged')}</summary><pre class="outside" tabindex="0">${JSON.stringify(report.judged, null, 2)}</pre></details>`;
}
