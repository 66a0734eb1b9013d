// What waits for a second person, the soonest over first.
import { html, useState, Heading, Due, Failure, Press, Time, useLoad } from '../ui.js';
import { t, word } from '../messages.js';
import { call, get, path } from '../calls.js';
import { useLive } from '../live.js';
import { say } from '../news.js';
import { usePeople, nameOf } from '../names.js';

const MOVES = new Set(['decision_proposed', 'deadline_missed', 'proposal_refused', 'proposal_withdrawn', 'proposal_void', 'proposal_expired', 'case_decided', 'decision_corrected', 'decision_undone', 'second_look_agreed', 'second_look_refused', 'case_escalated', 'case_claimed', 'claim_lapsed', 'case_returned']);

/** What comes first: the case's own deadline, which others are turned to for, or the end of the proposal. A decided case has no deadline. */
const first = (c) => (c.state === 'awaiting_approval' && c.deadline < c.proposal.expiresAt ? c.deadline : c.proposal.expiresAt);

export default function Approvals({ me }) {
  const people = usePeople(me);
  const list = useLoad(() => get('/v1/cases?proposed=true&limit=200').then((body) => body.items), []);
  const up = useLoad(() => get('/v1/cases?state=escalated&limit=200').then((body) => body.items), []);
  const looks = useLoad(() => get('/v1/second-looks').then((body) => body.items), []);
  useLive((message) => {
    if (message.kind === 'reset' || (message.kind === 'cases' && message.data.cases.some((each) => each.verbs.some((verb) => MOVES.has(verb))))) { list.reload(); looks.reload(); up.reload(); }
  });
  const items = [...(list.value || [])].sort((a, b) => first(a).localeCompare(first(b)));
  return html`<div class="stack"><${Heading}>${t('page-approvals')}</${Heading}>
    <p class="quiet">${t('approvals-what')}</p><${Failure} problem=${list.problem} again=${list.reload} />
    ${list.value && !items.length ? html`<p>${t('approvals-none')}</p>` : null}
    ${items.length ? html`<div class="card scroll" tabindex="0" role="group" aria-label=${t('page-approvals')}><table><thead><tr><th scope="col">${t('approvals-case')}</th><th scope="col">${t('approvals-proposed')}</th>
      <th scope="col">${t('approvals-by')}</th><th scope="col">${t('approvals-until')}</th></tr></thead>
      <tbody>${items.map((c) => html`<tr key=${c.id}><th scope="row"><a href="/console/cases/${encodeURIComponent(c.id)}">${word(`reason-${c.reason}`, t(c.panic ? 'case-panic-title' : 'reason-none'))}</a></th>
        <td>${c.proposal.decision.supersedes ? html`<span class="chip">${t('cause-correction')}</span> ` : null}${t(`outcome-${c.proposal.decision.outcome}`)}${c.proposal.decision.actions.map((each) => `, ${t(`action-${each.type}`)}`)}</td>
        <td><bdi>${c.proposal.proposedBy === me.id ? t('by-you') : nameOf(people, c.proposal.proposedBy)}</bdi> · <${Time} at=${c.proposal.proposedAt} /></td>
        <td><${Due} at=${first(c)} /></td></tr>`)}</tbody></table></div>` : null}
    <section class="stack" aria-labelledby="handed-up"><h2 id="handed-up">${t('page-handed-up')}</h2><p class="quiet">${t('handed-up-what')}</p>
      <${Failure} problem=${up.problem} again=${up.reload} />
      ${up.value && !up.value.length ? html`<p>${t('handed-up-none')}</p>` : null}
      ${up.value?.length ? html`<div class="card scroll" tabindex="0" role="group" aria-label=${t('page-handed-up')}><table><thead><tr><th scope="col">${t('approvals-case')}</th><th scope="col">${t('handed-up-to')}</th><th scope="col" class="num">${t('handed-up-tier')}</th><th scope="col">${t('urgent-due')}</th></tr></thead>
        <tbody>${[...up.value].sort((a, b) => a.deadline.localeCompare(b.deadline)).map((c) => html`<tr key=${c.id}><th scope="row"><a href="/console/cases/${encodeURIComponent(c.id)}">${word(`reason-${c.reason}`, t(c.panic ? 'case-panic-title' : 'reason-none'))}</a></th>
          <td>${c.needs ? t(`role-${c.needs}`) : '–'}</td><td class="num">${c.tier}</td><td><${Due} at=${c.deadline} /></td></tr>`)}</tbody></table></div>` : null}</section>
    <section class="stack" aria-labelledby="looks"><h2 id="looks">${t('page-looks')}</h2><p class="quiet">${t('looks-what')}</p>
      <${Failure} problem=${looks.problem} again=${looks.reload} />
      ${looks.value && !looks.value.length ? html`<p>${t('looks-none')}</p>` : null}
      ${(looks.value || []).map((each) => html`<${Look} key=${each.decisionId} look=${each} again=${looks.reload} />`)}</section></div>`;
}

function Look({ look, again }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const answer = (agree) => call('POST', path`/v1/decisions/${look.decisionId}/second-looks`, { agree, reason: reason.trim() })
    .then(({ body }) => { say(t(body.decision.cause === 'undo' ? 'look-undone' : agree ? 'look-agreed' : 'look-disagreed')); again(); }).catch(setProblem);
  const id = `look-${look.decisionId}`;
  return html`<div class="card stack"><div class="spread"><p><a href="/console/cases/${encodeURIComponent(look.decisionId.replace(/\.d\d+$/, ''))}">${t('appeal-case')}</a></p><p><${Due} at=${look.dueAt} /></p></div>
    <div class="field"><label for=${id}>${t('answer-reason')}</label><textarea id=${id} rows="2" maxlength="2000" value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea></div>
    <${Failure} problem=${problem} />
    <div class="row"><${Press} run=${() => answer(true)} off=${!reason.trim()} why=${t('answer-needs-reason')}>${t('look-agree')}</${Press}>
      <${Press} run=${() => answer(false)} off=${!reason.trim()} why=${t('answer-needs-reason')}>${t('look-disagree')}</${Press}></div></div>`;
}
