// What regulators and the public are told: counts of whole months, and the statements of reasons that are kept for them, to be taken away.
import { html, useState, Heading, Failure, Press, useLoad } from '../ui.js';
import { t, word, number } from '../messages.js';
import { get } from '../calls.js';
import { go } from '../route.js';
import { say } from '../news.js';
import { Sheet, csv, saved } from '../sheet.js';
import { now } from '../clock.js';

/** The tables of counts, and the words of their rows. */
const TABLES = [
  ['cases', ['reason', 'source', 'outcome']], ['notices', ['reason', 'source', 'outcome']], ['trustedFlaggers', ['reason', 'source', 'outcome']],
  ['restrictions', ['reason', 'kind', 'ground']], ['changed', ['reason', 'cause']], ['appeals', ['party', 'state']], ['detected', ['by']], ['orders', ['wants', 'state']],
];
const TIMES = [['firstLook', 'reason'], ['firstDecision', 'reason'], ['appealHeard', 'party']];
const FIGURES = ['count', 'medianMinutes', 'p95Minutes', 'withinDay'];
const PLAIN = ['reportersWarned', 'reportersLimited', 'reportersFreed', 'decidedByMachine'];
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** What a code is called here; else the code itself, as it stands in the file. */
const said = (of, code) => word(`${of}-${code}`, code.replaceAll('_', ' '));

/** The month before this one, UTC's. */
function lastMonth() {
  const at = new Date(now());
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

export default function Exports({ query }) {
  const from = MONTH.test(query.get('from')) ? query.get('from') : lastMonth();
  const to = MONTH.test(query.get('to')) ? query.get('to') : from;
  const months = `from=${from}&to=${to}`;
  const counts = useLoad(() => get(`/v1/exports/transparency?${months}`), [months]);
  const found = counts.value;
  return html`<div class="stack"><${Heading}>${t('page-exports')}</${Heading}><p class="quiet">${t('exports-what')}</p>
    <${Months} key=${months} from=${from} to=${to} />
    <${Failure} problem=${counts.problem} again=${counts.reload} />
    <section class="card stack" aria-labelledby="counts"><div class="spread"><h2 id="counts">${t('exports-counts')}</h2>
        <p class="row"><a href=${`/v1/exports/transparency?${months}&format=csv`} download=${`transparency-${from}-${to}.csv`}>${t('exports-csv')}</a>
          <a href=${`/v1/exports/transparency?${months}`} download=${`transparency-${from}-${to}.json`}>${t('exports-json')}</a></p></div>
      ${counts.loading && !found ? html`<p role="status">${t('loading')}</p>` : null}
      ${found ? html`<dl class="facts">${PLAIN.map((each) => html`<dt key=${each}>${t(`exports-${each}`)}</dt><dd class="num">${number(found[each])}</dd>`)}</dl>
        ${TABLES.map(([name, words]) => html`<${Counts} key=${name} name=${name} words=${words} rows=${found[name]} />`)}
        ${TIMES.map(([name, of]) => html`<${Counts} key=${name} name=${name} words=${[of]} figures=${FIGURES} rows=${found[name]} />`)}` : null}</section>
    <${Statements} from=${from} to=${to} /></div>`;
}

function Months({ from, to }) {
  const [asked, setAsked] = useState({ from, to });
  const wrong = !MONTH.test(asked.from) || !MONTH.test(asked.to) || asked.to < asked.from;
  const show = (event) => { event?.preventDefault(); if (!wrong) go(`exports?from=${asked.from}&to=${asked.to}`); };
  const field = (name) => html`<div class="field"><label for="exports-${name}">${t(`exports-${name}`)}</label><input id="exports-${name}" type="month" class="narrow" pattern="[0-9]{4}-[0-9]{2}" placeholder="2026-01" value=${asked[name]} onInput=${(event) => setAsked({ ...asked, [name]: event.target.value })} /></div>`;
  return html`<form class="stack" onSubmit=${show}><div class="search">${field('from')}${field('to')}</div>
    <div><${Press} main run=${show} off=${wrong} why=${t('exports-months')}>${t('exports-show')}</${Press}></div></form>`;
}

function Counts({ name, words, figures = ['count'], rows }) {
  const title = t(`exports-${name}`);
  const columns = [...words.map((each) => ({ label: t(`exports-${each}`), raw: (row) => row[each], show: (row) => said(each, row[each]) })),
    ...figures.map((each) => ({ label: t(`exports-${each}`), num: true, raw: (row) => row[each], show: (row) => (row[each] === undefined ? '–' : number(row[each])) }))];
  return html`<section class="tight" aria-label=${title}><h3>${title}</h3>${rows.length ? html`<${Sheet} name=${`transparency-${name}`} title=${title} columns=${columns} rows=${rows} />` : html`<p class="small quiet">${t('exports-none')}</p>`}</section>`;
}

/** They are kept for 400 days and told a part at a time; those of these months are taken from all. */
function Statements({ from, to }) {
  const [withheld, setWithheld] = useState(false);
  const [problem, setProblem] = useState(null);
  const all = async () => {
    const read = [];
    let page = { next: '', more: true };
    while (page.more) {
      page = await get(`/v1/exports/dsa?${new URLSearchParams({ limit: '500', withheld: `${withheld}`, ...(page.next && { cursor: page.next }) })}`);
      read.push(...page.statements.filter((one) => one.application_date.slice(0, 7) >= from && one.application_date.slice(0, 7) <= to));
    }
    return read;
  };
  const take = (write) => all().then((read) => { setProblem(null); say(t('exports-taken', { count: read.length })); write(read); }).catch(setProblem);
  const flat = (value) => (Array.isArray(value) ? value.join(' ') : value);
  const asCsv = (read) => saved(`statements-${from}-${to}.csv`, csv([...new Set(read.flatMap(Object.keys))].map((key) => ({ label: key, raw: (one) => flat(one[key]) })), read), 'text/csv');
  const asJson = (read) => saved(`statements-${from}-${to}.json`, JSON.stringify(read, null, 2), 'application/json');
  return html`<section class="card stack" aria-labelledby="statements"><h2 id="statements">${t('exports-statements')}</h2><p class="small quiet">${t('exports-statements-what')}</p>
    <p class="row"><input type="checkbox" id="exports-withheld" checked=${withheld} onChange=${(event) => setWithheld(event.target.checked)} /><label for="exports-withheld">${t('exports-withheld')}</label></p>
    <${Failure} problem=${problem} />
    <div class="row"><${Press} run=${() => take(asCsv)}>${t('exports-statements-csv')}</${Press}><${Press} run=${() => take(asJson)}>${t('exports-statements-json')}</${Press}></div></section>`;
}
