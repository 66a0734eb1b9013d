// The policies there are, and which is in force.
import { html, useState, useEffect, useRef, Heading, Failure, Press, Time, useLoad } from '../ui.js';
import { t, number } from '../messages.js';
import { call, get, path } from '../calls.js';
import { may } from '../roles.js';
import { say } from '../news.js';
import { go } from '../route.js';

export default function Policies({ me, rest }) {
  return rest ? html`<${One} me=${me} version=${rest} />` : html`<${All} me=${me} />`;
}

function All({ me }) {
  const list = useLoad(() => get('/v1/policies?limit=200').then((body) => body.items), []);
  return html`<div class="stack"><${Heading}>${t('page-policies')}</${Heading}><p class="quiet">${t('policies-what')}</p>
    <${Failure} problem=${list.problem} again=${list.reload} />
    ${list.value ? html`<div class="card scroll" tabindex="0" role="group" aria-label=${t('page-policies')}><table><thead><tr><th scope="col">${t('policy-version')}</th><th scope="col">${t('search-state')}</th><th scope="col">${t('policy-added')}</th></tr></thead>
      <tbody>${list.value.map((each) => html`<tr key=${each.version}><th scope="row"><a href="/console/policies/${encodeURIComponent(each.version)}">${each.version}</a></th>
        <td><${State} policy=${each} /></td>
        <td>${each.addedAt ? html`<${Time} at=${each.addedAt} />` : '–'} ${each.addedBy ? html`<bdi>${each.addedBy}</bdi>` : null}</td></tr>`)}</tbody></table></div>` : null}
    ${may(me, 'lead') ? html`<${Add} />` : null}</div>`;
}

const stateOf = (policy) => (policy.active ? 'active' : policy.proposal ? 'proposed' : policy.shadow ? 'shadow' : 'kept');

function State({ policy }) {
  return html`<span class="chip ${policy.active ? 'good' : ''}">${t(`policy-state-${stateOf(policy)}`)}</span>`;
}

function Add() {
  const [yaml, setYaml] = useState('');
  const [problem, setProblem] = useState(null);
  const add = () => call('POST', '/v1/policies', { yaml }).then(({ body }) => { say(t('policy-added-now')); go(`policies/${encodeURIComponent(body.version)}`); }).catch(setProblem);
  return html`<section class="card stack" aria-labelledby="add"><h2 id="add">${t('policy-add')}</h2>
    <div class="field"><label for="yaml">${t('policy-yaml')}</label><textarea id="yaml" class="mono" rows="14" spellcheck="false" value=${yaml} onInput=${(event) => setYaml(event.target.value)}></textarea></div>
    ${problem ? html`<div class="told danger" role="alert"><p><strong>${problem.headline()}</strong></p><pre>${problem.detail}</pre></div>` : null}
    <div class="row"><${Press} main run=${add} off=${!yaml.trim()} why=${t('policy-yaml')}>${t('policy-judge')}</${Press}></div></section>`;
}

function One({ me, version }) {
  const one = useLoad(() => get(path`/v1/policies/${version}`), [version]);
  const diff = useLoad(() => get(path`/v1/policies/${version}/diff`), [version]);
  const [problem, setProblem] = useState(null);
  const act = (what, body, words) => call('POST', path`/v1/policies/${version}/` + what, body).then(({ status }) => { say(t(status === 202 ? 'policy-proposed-now' : words)); one.reload(); }).catch(setProblem);
  const policy = one.value;
  return html`<div class="stack"><p><a href="/console/policies">${t('page-policies')}</a></p><${Heading}>${t('policy-version')} <bdi>${version}</bdi></${Heading}>
    <${Failure} problem=${problem || one.problem} again=${one.reload} />
    ${policy ? html`<div class="row"><${State} policy=${policy} />
      ${policy.proposal ? html`<span class="quiet small"><bdi>${policy.proposal.by === me.id ? t('by-you') : policy.proposal.by}</bdi> · ${t('proposal-until')} <${Time} at=${policy.proposal.expiresAt} /></span>` : null}
      ${may(me, 'lead') && !policy.active ? html`<${Press} run=${() => act('activate', {}, 'policy-active-now')} off=${policy.proposal?.by === me.id} why=${t('proposal-own')}>${t(policy.proposal ? 'policy-agree' : 'policy-propose')}</${Press}>
        <${Press} run=${() => act('shadow', { on: !policy.shadow }, 'policy-shadow-now')}>${t(policy.shadow ? 'policy-shadow-off' : 'policy-shadow')}</${Press}>` : null}</div>` : null}
    ${diff.value?.changes?.length ? html`<section class="card stack" aria-labelledby="diff"><h2 id="diff">${t('policy-diff', { against: diff.value.against })}</h2>
      <div class="scroll" tabindex="0" role="group" aria-label=${t('policy-diff', { against: diff.value.against })}><table><thead><tr><th scope="col">${t('policy-key')}</th><th scope="col">${t('policy-before')}</th><th scope="col">${t('policy-after')}</th></tr></thead>
        <tbody>${diff.value.changes.map((each, i) => html`<tr key=${i}><th scope="row" class="mono">${each.key}</th><td class="mono outside">${show(each.before)}</td><td class="mono outside">${show(each.after)}</td></tr>`)}</tbody></table></div></section>` : null}
    ${may(me, 'lead') && policy ? html`<${Backtest} version=${version} />` : null}
    ${policy ? html`<details class="card"><summary>${t('policy-whole')}</summary><pre>${JSON.stringify(policy.policy, null, 2)}</pre></details>` : null}</div>`;
}

const show = (value) => (value === undefined || value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value));

function Backtest({ version }) {
  const [run, setRun] = useState(null);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const [problem, setProblem] = useState(null);
  const watch = (id) => get(path`/v1/policies/${version}/backtests/${id}`).then((found) => {
    setRun(found);
    if (found.state === 'running') timer.current = setTimeout(() => watch(id), 1000);
  }).catch(setProblem);
  const start = () => call('POST', path`/v1/policies/${version}/backtests`, {}).then(({ body }) => { setRun(body); watch(body.id); }).catch(setProblem);
  return html`<section class="card stack" aria-labelledby="backtest"><div class="spread"><h2 id="backtest">${t('backtest')}</h2>
      <${Press} run=${start} off=${run?.state === 'running'}>${t('backtest-start')}</${Press}></div><p class="quiet small">${t('backtest-what')}</p>
    <${Failure} problem=${problem} />
    ${run ? html`<p role="status">${t(`backtest-${run.state}`)} <progress max=${run.partitions} value=${run.done} aria-label=${t('backtest')}></progress></p>` : null}
    ${run?.report ? html`<${Report} report=${run.report} />` : null}</section>`;
}

function Report({ report }) {
  const counts = ['events', 'subjects', 'both', 'same', 'opens', 'closes', 'earlier', 'later'];
  return html`<dl class="facts">${counts.map((each) => html`<dt>${t(`backtest-${each}`)}</dt><dd class="num">${number(report[each])}</dd>`)}
      ${Object.entries(report.moves).map(([move, count]) => html`<dt><bdi>${move}</bdi></dt><dd class="num">${number(count)}</dd>`)}</dl>
    ${report.examples.length ? html`<h3>${t('backtest-examples')}</h3><ul class="tight">${report.examples.map((each, i) => html`<li key=${i} class="small">
        ${Object.entries(each).map(([key, value]) => html`<span class="quiet">${key}</span> <span class="outside">${show(value)}</span> `)}</li>`)}</ul>` : null}
    <details><summary>${t('backtest-judged')}</summary><pre class="outside">${JSON.stringify(report.judged, null, 2)}</pre></details>`;
}
