// What matters first: may somebody be in danger now, where, since when, and by when a person must have looked.
import { html, Due, Time, Id, Outside, useTick, span } from '../ui.js';
import { t, word } from '../messages.js';

export function Urgent({ c, claim }) {
  const present = (c.roster || []).filter((person) => !person.leftAt).length;
  const danger = c.live && (c.panic || c.immediateDanger);
  return html`<section class="card urgent ${danger ? 'now' : ''}" aria-label=${t('urgent')}>
    <p class="row chips">
      ${c.live ? html`<span class="chip danger">${t('urgent-live')}</span>` : c.meeting ? html`<span class="chip">${t('urgent-over')}</span>` : null}
      ${c.panic ? html`<span class="chip danger">${t('urgent-panic')}</span>` : null}
      ${c.immediateDanger ? html`<span class="chip danger">${t('urgent-danger')}</span>` : null}
      ${c.minorInvolved ? html`<span class="chip danger">${t('urgent-minor')}</span>` : null}
      ${c.drill ? html`<span class="chip accent">${t('urgent-drill')}</span>` : null}
      ${c.tier > 1 ? html`<span class="chip care">${t('urgent-tier', { tier: c.tier })}</span>` : null}
      ${c.needs ? html`<span class="chip care">${t('urgent-needs', { role: t(`role-${c.needs}`) })}</span>` : null}
    </p>
    <p class="sentence">${sentence(c, present)}</p>
    <dl class="clock">
      <div><dt>${t('urgent-due')}</dt><dd>${open(c) ? html`<${Due} at=${c.deadline} />` : html`<${Time} at=${c.deadline} />`}</dd></div>
      <div><dt>${t('urgent-open')}</dt><dd><${Time} at=${c.openedAt} /></dd></div>
      ${c.meeting ? html`<div><dt>${t('urgent-meeting')}</dt><dd><${Outside}>${c.meeting.title || c.meeting.id}</${Outside}></dd></div>` : null}
      <div><dt>${t('urgent-about')}</dt><dd>${c.account ? html`<a href="/console/accounts/${encodeURIComponent(c.account)}"><${Id}>${c.account}</${Id}></a>` : t('urgent-nobody')}</dd></div>
      ${claim.token ? html`<div><dt>${t('claim')}</dt><dd><${Lease} claim=${claim} /></dd></div>` : null}
    </dl></section>`;
}

const open = (c) => !['decided', 'closed'].includes(c.state);

function sentence(c, present) {
  if (c.panic && c.live) return t('sentence-panic-live', { count: present });
  if (c.panic) return t('sentence-panic-over');
  if (c.live) return t('sentence-live', { count: present });
  return t('sentence-reports', { count: c.reportCount });
}

/** Silent while it renews itself; counts down only when it will not. */
function Lease({ claim }) {
  const left = new Date(claim.expiresAt) - useTick();
  return claim.idle || claim.ending
    ? html`<span class="num over">${t('claim-ends', { span: span(left) })}</span>`
    : html`${t('claim-yours')}`;
}
