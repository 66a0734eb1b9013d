// What was concluded, and how far what follows from it has come.
import { html, Time, Outside } from '../ui.js';
import { t, word, rule } from '../messages.js';
import { may } from '../roles.js';
import { Undo } from './undo.js';
import { lasts } from './measures.js';

export function Decisions({ c, me, show }) {
  if (!c.decisions.length && !c.actions.length) return null;
  return html`<section class="card stack" aria-labelledby="decisions"><h2 id="decisions">${t('decisions')}</h2>
    ${[...c.decisions].reverse().map((each) => html`<div class="tight" key=${each.id}>
      <p class="row"><strong>${t(`outcome-${each.outcome}`)}</strong>${each.policy ? html`<span class="chip">${rule(each.policy)}</span>` : null}
        <span class="quiet small"><bdi class="outside">${c.names[each.decidedBy] || each.decidedBy}</bdi>${each.approvedBy ? html` + <bdi class="outside">${c.names[each.approvedBy] || each.approvedBy}</bdi>` : null} · <${Time} at=${each.decidedAt} /></span></p>
      <p><${Outside}>${each.reason}</${Outside}></p>
      ${each.cause ? html`<p class="small quiet">${t(`cause-${each.cause}`)}</p>` : null}
      ${each.alone ? html`<p class="told care small"><strong>${t('alone-was')}</strong> <${Outside}>${each.alone}</${Outside}>${each.lookAgainBy ? html` · ${t('alone-until')} <${Time} at=${each.lookAgainBy} />` : null}</p>` : null}</div>`)}
    <${Undo} c=${c} me=${me} show=${show} />
    ${may(me, 'overseer') && c.decisions.length ? html`<p class="small"><a href="/console/filings?case=${encodeURIComponent(c.id)}">${t('page-filings')}</a></p>` : null}
    ${c.actions.length ? html`<h3 id="actions">${t('actions')}</h3><ol class="steps" aria-labelledby="actions" aria-live="polite">${c.actions.map((each) => html`<li key=${each.id} class="row">
      <span class="chip ${tone(each)}">${t(`action-state-${each.state}`)}</span><span>${t(`action-${each.type}`)}${lasts(each)}</span>
      ${each.status ? html`<span class="quiet small">${word(`answer-${each.status}`, each.status)}</span>` : null}
      ${each.detail ? html`<${Outside}>${word(`why-${each.detail}`, each.detail)}</${Outside}>` : null}
      ${each.because ? html`<span class="quiet small">${t(`because-${each.because}`)}</span>` : null}
      ${each.waitsFor ? html`<span class="quiet small">${t('action-waits', { types: each.waitsFor.map((id) => t(`action-${c.actions.find((step) => step.id === id).type}`)).join(', ') })}</span>` : null}
      ${each.effect ? html`<span class="chip ${each.effect.state === 'confirmed' ? 'good' : 'care'}">${t(`effect-${each.effect.state}`)}</span>` : null}
      ${each.effect?.by ? html`<span class="quiet small">${word(`shown-${each.effect.by.replace('.', '-')}`, each.effect.by)}</span>` : null}
      ${each.proposes ? html`<span class="care small">${t('action-proposes', { types: each.proposes.map((type) => t(`action-${type}`)).join(', ') })}</span>` : null}
      ${each.nextTryAt && each.tries > 0 ? html`<span class="quiet small">${t('action-again')} <${Time} at=${each.nextTryAt} /></span>` : null}</li>`)}</ol>` : null}</section>`;
}

function tone(action) {
  if (action.state === 'failed') return 'danger';
  if (action.state !== 'answered') return '';
  return ['done', 'already_done', 'target_gone'].includes(action.status) ? 'good' : 'care';
}
