// What waits for a second person: what is proposed, by whom, and the answer.
import { html, useState, Time, Due, Press, Failure, Outside } from '../ui.js';
import { t, rule } from '../messages.js';
import { call, newKey, path } from '../calls.js';
import { useKeys } from '../keys.js';
import { may } from '../roles.js';
import { say } from '../news.js';
import { Instead } from './instead.js';
import { lasts } from './measures.js';

export function Proposal({ c, me, show }) {
  const proposal = c.proposal;
  const corrected = proposal?.decision.supersedes ? c.decisions[c.decisions.length - 1] : null;
  const own = proposal?.proposedBy === me.id || (corrected && hadPart(c.decisions, corrected, me.id));
  const mayAnswer = Boolean(proposal) && !own && may(me, 'senior');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const answer = (approve) => {
    if (!reason.trim()) { document.getElementById('answer').focus(); return; }
    call('POST', path`/v1/cases/${c.id}/approvals`, { approve, proposedAt: proposal.proposedAt, reason: reason.trim() }, newKey())
      .then(() => { say(t(approve ? 'approved' : corrected ? 'refused-stands' : 'refused')); show(); }).catch(setProblem);
  };
  const mine = proposal?.proposedBy === me.id;
  const withdraw = () => {
    if (!reason.trim()) { document.getElementById('answer').focus(); return; }
    call('POST', path`/v1/cases/${c.id}/approvals/withdrawal`, { proposedAt: proposal.proposedAt, reason: reason.trim() }, newKey())
      .then(() => { say(t(corrected ? 'withdrawn-stands' : 'withdrawn')); show(); }).catch(setProblem);
  };
  useKeys([
    { keys: 'y', label: t('approve'), run: () => answer(true), off: !mayAnswer },
    { keys: 'shift+n', label: t('refuse'), run: () => answer(false), off: !mayAnswer },
    { keys: 'shift+u', label: t('proposal-withdraw'), run: withdraw, off: !mine },
  ]);
  if (!proposal) return null;
  const decision = proposal.decision;
  return html`<section class="card stack told care" aria-labelledby="proposal"><h2 id="proposal">${t(corrected ? 'proposal-corrects' : 'proposal')}</h2>
    <p class="row"><strong>${t(`outcome-${decision.outcome}`)}</strong>${decision.policy ? html`<span class="chip">${rule(decision.policy)}</span>` : null}
      <span class="quiet small"><bdi class="outside">${proposal.proposedBy === me.id ? t('by-you') : c.names[proposal.proposedBy] || proposal.proposedBy}</bdi> · <${Time} at=${proposal.proposedAt} /> · ${t('proposal-until')} <${Due} at=${proposal.expiresAt} /></span></p>
    <p><${Outside}>${decision.reason}</${Outside}></p>
    ${decision.actions.length ? html`<ul class="tight">${decision.actions.map((each, i) => html`<li key=${i}>${t(`action-${each.type}`)}${lasts(each)}</li>`)}</ul>` : null}
    ${corrected ? html`<p class="small">${t('proposal-takes-back')}</p>` : null}
    ${proposal.instead ? html`<${Instead} instead=${proposal.instead} />` : null}
    ${mayAnswer || mine ? html`<div class="field"><label for="answer">${t('answer-reason')}</label>
        <textarea id="answer" rows="2" maxlength="2000" value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea></div>
      <${Failure} problem=${problem} />
      ${mine ? html`<p>${t('proposal-own')}</p><div class="row"><${Press} run=${withdraw} off=${!reason.trim()} why=${t('answer-needs-reason')} keys="⇧ U">${t('proposal-withdraw')}</${Press}></div>`
        : html`<div class="row"><${Press} main run=${() => answer(true)} off=${!reason.trim()} why=${t('answer-needs-reason')} keys="Y">${t('approve')}</${Press}>
        <${Press} run=${() => answer(false)} off=${!reason.trim()} why=${t('answer-needs-reason')} keys="⇧ N">${t('refuse')}</${Press}></div>`}`
      : html`<p>${t(own ? 'proposal-corrects-own' : 'proposal-others')}</p>`}</section>`;
}

/** Whether somebody had a part in a decision, or in one that it came in the place of. */
export function hadPart(all, decision, id) {
  for (let each = decision; each; each = all.find((before) => before.id === each.supersedes)) {
    if (each.decidedBy === id || each.approvedBy === id) return true;
  }
  return false;
}
