// The policies there are, and which is in force.
import { html, useState, Heading, Failure, Press, Time, useLoad } from '../ui.js';
import { t } from '../messages.js';
import { call, get, path } from '../calls.js';
import { may } from '../roles.js';
import { say } from '../news.js';
import { go } from '../route.js';
import { usePeople, nameOf } from '../names.js';
import { Add } from '../policy/add.js';
import { Changes } from '../policy/changes.js';
import { Backtest } from '../policy/backtest.js';
import { Shadow } from '../policy/shadow.js';

export default function Policies({ me, rest, query }) {
  return rest ? html`<${One} me=${me} version=${rest} against=${query.get('against') || ''} />` : html`<${All} me=${me} />`;
}

function All({ me }) {
  const people = usePeople(me);
  const list = useLoad(() => get('/v1/policies?limit=200').then((body) => body.items), []);
  return html`<div class="stack"><${Heading}>${t('page-policies')}</${Heading}><p class="quiet">${t('policies-what')}</p>
    <${Failure} problem=${list.problem} again=${list.reload} />
    ${list.value ? html`<div class="card scroll" tabindex="0" role="group" aria-label=${t('page-policies')}><table><thead><tr><th scope="col">${t('policy-version')}</th><th scope="col">${t('search-state')}</th><th scope="col">${t('policy-added')}</th></tr></thead>
      <tbody>${list.value.map((each) => html`<tr key=${each.version}><th scope="row"><a href="/console/policies/${encodeURIComponent(each.version)}">${each.version}</a></th>
        <td><${State} policy=${each} /></td>
        <td>${each.addedAt ? html`<${Time} at=${each.addedAt} />` : '–'} ${each.addedBy ? html`<bdi>${each.addedBy === me.id ? t('by-you') : nameOf(people, each.addedBy)}</bdi>` : null}</td></tr>`)}</tbody></table></div>` : null}
    ${may(me, 'lead') && list.value ? html`<${Add} versions=${list.value} />` : null}</div>`;
}

const stateOf = (policy) => (policy.active ? 'active' : policy.proposal ? 'proposed' : policy.shadow ? 'shadow' : 'kept');

function State({ policy }) {
  return html`<span class="chip ${policy.active ? 'good' : ''}">${t(`policy-state-${stateOf(policy)}`)}</span>`;
}

function One({ me, version, against }) {
  const people = usePeople(me);
  const one = useLoad(() => get(path`/v1/policies/${version}`), [version]);
  const all = useLoad(() => get('/v1/policies?limit=200').then((body) => body.items), []);
  const diff = useLoad(() => get(path`/v1/policies/${version}/diff` + (against ? `?against=${encodeURIComponent(against)}` : '')), [version, against]);
  const beside = (event) => go(`policies/${encodeURIComponent(version)}?${new URLSearchParams({ against: event.target.value })}`);
  const [problem, setProblem] = useState(null);
  const act = (what, body, words) => call('POST', path`/v1/policies/${version}/` + what, body).then(({ status }) => { say(t(status === 202 ? 'policy-proposed-now' : words)); one.reload(); }).catch(setProblem);
  const policy = one.value;
  return html`<div class="stack"><p><a href="/console/policies">${t('page-policies')}</a></p><${Heading}>${t('policy-version')} <bdi>${version}</bdi></${Heading}>
    <${Failure} problem=${problem || one.problem} again=${one.reload} />
    ${policy ? html`<div class="row"><${State} policy=${policy} />
      ${policy.proposal ? html`<span class="quiet small"><bdi>${policy.proposal.by === me.id ? t('by-you') : nameOf(people, policy.proposal.by)}</bdi> · ${t('proposal-until')} <${Time} at=${policy.proposal.expiresAt} /></span>` : null}
      ${may(me, 'lead') && !policy.active ? html`<${Press} run=${() => act('activate', {}, 'policy-active-now')} off=${policy.proposal?.by === me.id} why=${t('proposal-own')}>${t(policy.proposal ? 'policy-agree' : 'policy-propose')}</${Press}>
        <${Press} run=${() => act('shadow', { on: !policy.shadow }, 'policy-shadow-now')}>${t(policy.shadow ? 'policy-shadow-off' : 'policy-shadow')}</${Press}>` : null}</div>` : null}
    <section class="card stack" aria-labelledby="diff"><div class="spread"><h2 id="diff">${t('policy-beside')}</h2>
      ${diff.value && all.value ? html`<div class="row"><label for="against">${t('policy-against')}</label><select id="against" class="narrow" value=${diff.value.against} onChange=${beside}>${all.value.filter((each) => each.version !== version || each.version === diff.value.against).map((each) => html`<option key=${each.version} value=${each.version}>${each.version}</option>`)}</select></div>` : null}</div>
      <${Failure} problem=${diff.problem} again=${diff.reload} />${diff.value ? html`<${Changes} diff=${diff.value} />` : null}</section>
    ${policy && !policy.active ? html`<${Shadow} policy=${policy} />` : null}
    ${may(me, 'lead') && policy ? html`<${Backtest} version=${version} />` : null}
    ${policy ? html`<details class="card"><summary>${t('policy-whole')}</summary><pre tabindex="0">${JSON.stringify(policy.policy, null, 2)}</pre></details>` : null}</div>`;
}
