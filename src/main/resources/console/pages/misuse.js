// Whoever reports without cause again and again: what was found, proposed, agreed. Nobody is barred, and a panic weighs as ever.
import { html, useState, Heading, Failure, Press, Time, Id, Outside, useLoad } from '../ui.js';
import { t, word } from '../messages.js';
import { call, get, path } from '../calls.js';
import { useLive } from '../live.js';
import { go } from '../route.js';
import { may } from '../roles.js';
import { say } from '../news.js';
import { usePeople, nameOf } from '../names.js';

const GOOD = { proposed: 'accent', stands: 'care' };

export default function Misuse({ me, rest }) {
  return rest ? html`<${Of} me=${me} account=${rest} />` : html`<${List} me=${me} />`;
}

function List({ me }) {
  const list = useLoad(() => (may(me, 'overseer') ? get('/v1/misuses?limit=200').then((body) => body.items) : Promise.resolve(null)), []);
  const [account, setAccount] = useState('');
  const see = (event) => { event.preventDefault(); if (account.trim()) go(`misuse/${encodeURIComponent(account.trim())}`); };
  return html`<div class="stack"><${Heading}>${t('page-misuse')}</${Heading}><p class="quiet">${t('misuse-what')}</p>
    <${Failure} problem=${list.problem} again=${list.reload} />
    ${list.value && !list.value.length ? html`<p>${t('misuse-none')}</p>` : null}
    ${list.value?.length ? html`<div class="card scroll" tabindex="0" role="group" aria-label=${t('page-misuse')}><table class="ids"><thead><tr><th scope="col">${t('search-account')}</th><th scope="col">${t('misuse-measure')}</th><th scope="col">${t('search-state')}</th><th scope="col">${t('audit-at')}</th></tr></thead>
      <tbody>${list.value.map((each) => { const last = each.measures.at(-1); return html`<tr key=${each.account}><th scope="row"><a href="/console/misuse/${encodeURIComponent(each.account)}"><${Id}>${each.account}</${Id}></a></th>
        <td>${last ? t(`misuse-${last.measure}`) : '–'}</td><td>${last ? html`<span class="chip ${GOOD[last.state] || ''}">${t(`misuse-state-${last.state}`)}</span>` : '–'}</td><td>${last ? html`<${Time} at=${last.at} />` : '–'}</td></tr>`; })}</tbody></table></div>` : null}
    <form class="row" onSubmit=${see}><label for="misuse-account">${t('misuse-see')}</label><input id="misuse-account" class="narrow" value=${account} onInput=${(event) => setAccount(event.target.value)} /><button type="submit">${t('misuse-open')}</button></form></div>`;
}

function Of({ me, account }) {
  const one = useLoad(() => get(path`/v1/accounts/${account}/misuses`), [account]);
  const people = usePeople(me);
  useLive((message) => { if (message.kind === 'reset') one.reload(); });
  return html`<div class="stack"><p><a href="/console/misuse">${t('page-misuse')}</a></p><${Heading}>${t('page-misuse')}: <${Id}>${account}</${Id}></${Heading}>
    <p class="small quiet"><a href="/console/accounts/${encodeURIComponent(account)}">${t('page-account')}</a> · ${t('misuse-not-panic')}</p>
    <${Failure} problem=${one.problem} again=${one.reload} />
    ${one.value && !one.value.measures.length ? html`<p>${t('misuse-nothing')}</p>` : null}
    ${[...(one.value?.measures ?? [])].reverse().map((each) => html`<${Measure} key=${each.id} account=${account} measure=${each} me=${me} people=${people} changed=${one.reload} />`)}
    ${one.value && may(me, 'lead') ? html`<${Propose} account=${account} warned=${one.value.measures.some((each) => each.measure === 'warning' && each.state === 'stands')} changed=${one.reload} />` : null}</div>`;
}

function Measure({ account, measure, me, people, changed }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const waits = measure.state === 'proposed' || measure.state === 'agreed'; // what a crash broke off is agreed to again
  const own = measure.by === me.id;
  const answers = waits && !own && may(me, 'senior');
  const undoes = ['agreed', 'stands'].includes(measure.state) && may(me, 'lead');
  const post = (what, body, words) => call('POST', path`/v1/accounts/${account}/misuses/${measure.id}/` + what, body).then(() => { setProblem(null); setReason(''); say(t(words)); changed(); }).catch(setProblem);
  const off = !reason.trim();
  const id = `misuse-${measure.id}`;
  return html`<section class="card stack" aria-labelledby=${id}><div class="spread"><h2 id=${id}>${t(`misuse-${measure.measure}`)}</h2><span class="chip ${GOOD[measure.state] || ''}">${t(`misuse-state-${measure.state}`)}</span></div>
    <p class="small"><bdi>${own ? t('by-you') : nameOf(people, measure.by)}</bdi> · <${Time} at=${measure.at} />${measure.until ? html` · ${t('standing-until')} <${Time} at=${measure.until} style="zone" />` : measure.duration ? html` · ${word(`time-${measure.duration}`, measure.duration)}` : null}
      ${measure.answeredBy ? html` · <bdi>${measure.answeredBy === me.id ? t('by-you') : nameOf(people, measure.answeredBy)}</bdi>` : null}</p>
    <p><${Outside}>${measure.reason}</${Outside}></p>
    <p class="row small"><span class="quiet">${t('misuse-rests-on')}</span>${measure.cases.map((c) => html`<a key=${c} href="/console/cases/${encodeURIComponent(c)}"><${Id}>${c}</${Id}></a>`)}</p>
    ${answers || undoes ? html`<div class="field"><label for="${id}-why">${t('answer-reason')}</label><textarea id="${id}-why" rows="2" maxlength="2000" value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea></div>
      <${Failure} problem=${problem} />
      <div class="row">${answers ? html`<${Press} run=${() => post('approvals', { approve: true, reason: reason.trim() }, 'misuse-agreed')} off=${off} why=${t('answer-needs-reason')}>${t('approve')}</${Press}>
          ${measure.state === 'proposed' ? html`<${Press} run=${() => post('approvals', { approve: false, reason: reason.trim() }, 'misuse-refused')} off=${off} why=${t('answer-needs-reason')}>${t('refuse')}</${Press}>` : null}` : null}
        ${undoes ? html`<${Press} run=${() => post('undo', { reason: reason.trim() }, 'misuse-undone')} off=${off} why=${t('answer-needs-reason')}>${t('undo')}</${Press}>` : null}</div>`
      : waits && own ? html`<p class="small quiet">${t('proposal-own')}</p>` : null}</section>`;
}

function Propose({ account, warned, changed }) {
  const [measure, setMeasure] = useState('warning');
  const [cases, setCases] = useState('');
  const [days, setDays] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const ids = cases.split(/[\s,]+/).filter(Boolean);
  const ready = ids.length && reason.trim();
  const propose = () => call('POST', path`/v1/accounts/${account}/misuses`, { measure, cases: ids, reason: reason.trim(), ...(measure === 'lower' && days ? { duration: `P${days}D` } : {}) })
    .then(() => { setProblem(null); setCases(''); setReason(''); say(t('misuse-proposed')); changed(); }).catch(setProblem);
  return html`<section class="card stack" aria-labelledby="propose"><h2 id="propose">${t('misuse-propose')}</h2><p class="small quiet">${t('misuse-propose-what')}</p>
    <div class="search"><div class="field"><label for="misuse-measure">${t('misuse-measure')}</label><select id="misuse-measure" value=${measure} onChange=${(event) => setMeasure(event.target.value)}>
        <option value="warning">${t('misuse-warning')}</option><option value="lower">${t('misuse-lower')}</option></select></div>
      ${measure === 'lower' ? html`<div class="field"><label for="misuse-days">${t('misuse-days')}</label><input id="misuse-days" type="number" min="1" max="90" value=${days} onInput=${(event) => setDays(event.target.value)} /></div>` : null}</div>
    ${measure === 'lower' && !warned ? html`<p class="told care">${t('misuse-warn-first')}</p>` : null}
    <div class="field"><label for="misuse-cases">${t('misuse-cases')}</label><textarea id="misuse-cases" rows="2" class="mono" value=${cases} onInput=${(event) => setCases(event.target.value)}></textarea></div>
    <div class="field"><label for="misuse-why">${t('why')}</label><textarea id="misuse-why" rows="2" maxlength="2000" value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea></div>
    <${Failure} problem=${problem} /><div><${Press} main run=${propose} off=${!ready} why=${t('answer-needs-reason')}>${t('misuse-propose')}</${Press}></div></section>`;
}
