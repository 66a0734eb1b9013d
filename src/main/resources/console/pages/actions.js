// What the platform was asked and did not do: parked, in sight of a lead.
import { html, useState, Heading, Failure, Press, Time, Outside, useLoad } from '../ui.js';
import { t, word } from '../messages.js';
import { call, get, path } from '../calls.js';
import { useLive } from '../live.js';
import { say } from '../news.js';

export default function Actions() {
  const list = useLoad(() => get('/v1/actions?state=failed&limit=200').then((body) => body.items), []);
  const [problem, setProblem] = useState(null);
  useLive((message) => { if (message.kind === 'reset' || (message.kind === 'cases' && message.data.cases.some((each) => each.verbs.some((verb) => /^(action|removal|fallback)_/.test(verb))))) list.reload(); });
  const settled = () => { say(t('action-settled')); list.reload(); };
  const again = (id) => call('POST', path`/v1/actions/${id}/retry`, {}).then(() => { say(t('action-retried')); list.reload(); }).catch(setProblem);
  return html`<div class="stack"><${Heading}>${t('page-actions')}</${Heading}><p class="quiet">${t('actions-what')}</p>
    <${Failure} problem=${problem || list.problem} again=${list.reload} />
    ${list.value && !list.value.length ? html`<p>${t('actions-none')}</p>` : null}
    ${list.value?.length ? html`<div class="card scroll" tabindex="0" role="group" aria-label=${t('page-actions')}><table><thead><tr><th scope="col">${t('actions-what-one')}</th><th scope="col">${t('actions-answer')}</th>
      <th scope="col" class="num">${t('actions-tries')}</th><th scope="col">${t('actions-since')}</th><th scope="col"><span class="unseen">${t('try-again')}</span></th></tr></thead>
      <tbody>${list.value.map((each) => html`<tr key=${each.id}><th scope="row"><a href="/console/cases/${encodeURIComponent(each.caseId)}">${t(`action-${each.type}`)}</a></th>
        <td>${each.status ? word(`answer-${each.status}`, each.status) : '–'} ${each.detail ? html`<${Outside}>${word(`why-${each.detail}`, each.detail)}</${Outside}>` : null}${each.proposes ? html` <span class="care small">${t('action-proposes', { types: each.proposes.map((type) => t(`action-${type}`)).join(', ') })}</span>` : null}</td><td class="num">${each.tries}</td>
        <td><${Time} at=${each.createdAt} /></td><td><div class="stack"><div><${Press} run=${() => again(each.id)}>${t('try-again')}</${Press}></div><${Settle} id=${each.id} settled=${settled} /></div></td></tr>`)}</tbody></table></div>` : null}</div>`;
}

/** Done otherwise, or nothing is left to do it to: said with a reason, for what is said so counts as if the platform had answered. */
function Settle({ id, settled }) {
  const [open, setOpen] = useState(false);
  const [status, setStatus] = useState('done');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const send = () => call('POST', path`/v1/actions/${id}/settlement`, { status, reason: reason.trim() }).then(settled).catch(setProblem);
  if (!open) return html`<div><${Press} run=${() => setOpen(true)}>${t('action-settle')}</${Press}></div>`;
  return html`<fieldset class="stack"><legend>${t('action-settle')}</legend>
    ${['done', 'target_gone'].map((each) => html`<label class="check" key=${each}><input type="radio" name=${`settle-${id}`} checked=${status === each} onChange=${() => setStatus(each)} /> <span>${t(`action-settle-${each}`)}</span></label>`)}
    <div class="field"><label for=${`settle-${id}`}>${t('action-settle-reason')}</label><textarea id=${`settle-${id}`} rows="2" maxlength="2000" value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea></div>
    <${Failure} problem=${problem} />
    <div class="row"><${Press} main run=${send} off=${!reason.trim()} why=${t('answer-needs-reason')}>${t('action-settle')}</${Press}></div></fieldset>`;
}
