// What waits for a second person, the soonest over first.
import { html, Heading, Due, Failure, Time, useLoad } from '../ui.js';
import { t, word } from '../messages.js';
import { get } from '../calls.js';
import { useLive } from '../live.js';

const MOVES = new Set(['decision_proposed', 'proposal_refused', 'proposal_expired', 'case_decided']);

export default function Approvals({ me }) {
  const list = useLoad(() => get('/v1/cases?state=awaiting_approval&limit=200').then((body) => body.items), []);
  useLive((message) => {
    if (message.kind === 'reset' || (message.kind === 'cases' && message.data.cases.some((each) => each.verbs.some((verb) => MOVES.has(verb))))) list.reload();
  });
  const items = [...(list.value || [])].sort((a, b) => a.proposal.expiresAt.localeCompare(b.proposal.expiresAt));
  return html`<div class="stack"><${Heading}>${t('page-approvals')}</${Heading}>
    <p class="quiet">${t('approvals-what')}</p><${Failure} problem=${list.problem} again=${list.reload} />
    ${list.value && !items.length ? html`<p>${t('approvals-none')}</p>` : null}
    ${items.length ? html`<div class="card scroll" tabindex="0" role="group" aria-label=${t('page-approvals')}><table><thead><tr><th scope="col">${t('approvals-case')}</th><th scope="col">${t('approvals-proposed')}</th>
      <th scope="col">${t('approvals-by')}</th><th scope="col">${t('approvals-until')}</th></tr></thead>
      <tbody>${items.map((c) => html`<tr key=${c.id}><th scope="row"><a href="/console/cases/${encodeURIComponent(c.id)}">${word(`reason-${c.reason}`, t('reason-none'))}</a></th>
        <td>${c.proposal.decision.actions.map((each) => t(`action-${each.type}`)).join(', ')}</td>
        <td><bdi>${c.proposal.proposedBy === me.id ? t('by-you') : c.proposal.proposedBy}</bdi> · <${Time} at=${c.proposal.proposedAt} /></td>
        <td><${Due} at=${c.proposal.expiresAt} /></td></tr>`)}</tbody></table></div>` : null}</div>`;
}
