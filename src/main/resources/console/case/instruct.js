// What is to be decided where no claim is held: of several cases, or in the place of what a reporter contests. What is done in a call is
// decided in its case; here stands what can be asked of an account alone.
import { html, Outside } from '../ui.js';
import { t, rule } from '../messages.js';
import { usePolicy } from './policy.js';
import { OUTCOMES, lasts } from './measures.js';

const OF_ACCOUNT = [{ type: 'preserve_evidence' }, { type: 'warn' }, { type: 'suspend_account', times: ['P1D', 'P7D', 'P30D', 'P90D'] }, { type: 'hold_payout', times: ['P7D', 'P30D'] }];

export const NOTHING = { outcome: '', policy: '', measures: {} };

/** What is missing in it, in words; empty where nothing is. */
export function lacks(draft) {
  if (!draft.outcome) return t('decide-needs-outcome');
  return draft.outcome === 'violation' && !draft.policy ? t('decide-needs-policy') : '';
}

/** As the service takes it. */
export function instruction(draft) {
  const violation = draft.outcome === 'violation';
  const actions = Object.entries(draft.measures).map(([type, duration]) => ({ type, ...(duration && { duration }) }));
  return { outcome: draft.outcome, ...(violation && { policy: draft.policy }), ...(violation && actions.length && { actions }) };
}

/** The fields, each with an id that begins so. @param {{draft: object, change: Function, id: string}} props */
export function Instruct({ draft, change, id }) {
  const policy = usePolicy();
  const violation = draft.outcome === 'violation';
  const toggle = (measure) => {
    const next = { ...draft.measures };
    if (measure.type in next) delete next[measure.type];
    else next[measure.type] = measure.times?.[1] ?? '';
    change({ measures: next });
  };
  return html`<div class="search"><div class="field"><label for="${id}-outcome">${t('decide-outcome')}</label><select id="${id}-outcome" value=${draft.outcome} onChange=${(event) => change({ outcome: event.target.value })}>
      <option value="">${t('choose')}</option>${OUTCOMES.map((each) => html`<option key=${each} value=${each}>${t(`outcome-${each}`)}</option>`)}</select></div>
    ${violation ? html`<div class="field"><label for="${id}-policy">${t('decide-policy')}</label><select id="${id}-policy" value=${draft.policy} onChange=${(event) => change({ policy: event.target.value })}>
      <option value="">${t('choose')}</option>${(policy?.codes || []).map((code) => html`<option key=${code.code} value=${code.code}>${rule(code.code, code.title)}</option>`)}</select></div>` : null}</div>
  ${violation ? html`<fieldset class="tight"><legend>${t('decide-measures')}</legend>${OF_ACCOUNT.map((measure) => html`<div class="row measure" key=${measure.type}><label class="check"><input type="checkbox" checked=${measure.type in draft.measures} onChange=${() => toggle(measure)} /> <span>${t(`action-${measure.type}`)}</span></label>
    ${measure.type in draft.measures && measure.times ? html`<select class="narrow" aria-label=${t('measure-time', { action: t(`action-${measure.type}`) })} value=${draft.measures[measure.type]} onChange=${(event) => change({ measures: { ...draft.measures, [measure.type]: event.target.value } })}>
      ${measure.times.map((time) => html`<option key=${time} value=${time}>${t(`time-${time}`)}</option>`)}</select>` : null}</div>`)}</fieldset>` : null}`;
}

/** What is decided, or would be: for who is asked to agree. */
export function Decided({ decision }) {
  return html`<p class="row"><strong>${t(`outcome-${decision.outcome}`)}</strong>${decision.policy ? html`<span class="chip">${rule(decision.policy)}</span>` : null}</p>
    <p><${Outside}>${decision.reason}</${Outside}></p>
    ${decision.actions?.length ? html`<ul class="tight">${decision.actions.map((each, i) => html`<li key=${i}>${t(`action-${each.type}`)}${lasts(each)}</li>`)}</ul>` : null}`;
}
