// What the account is told of why: the fields of Article 17 of the Digital Services Act that a person must fill.
import { html } from '../ui.js';
import { t } from '../messages.js';

/** The statement of a draft; null while it has no facts. */
export function statement(draft) {
  const facts = draft.facts.trim();
  if (!facts) return null;
  return { facts, ground: draft.ground, ...(draft.ground === 'legal' && { law: draft.law.trim() }) };
}

export function Statement({ draft, change }) {
  return html`<details><summary>${t('statement')}</summary><div class="stack">
    <div class="field"><label for="facts">${t('statement-facts')}</label>
      <textarea id="facts" rows="3" maxlength="2000" value=${draft.facts} aria-describedby="facts-more" onInput=${(event) => change({ facts: event.target.value })}></textarea>
      <p class="small quiet" id="facts-more">${t('statement-facts-more')}</p></div>
    <div class="field"><label for="ground">${t('statement-ground')}</label><select id="ground" value=${draft.ground} onChange=${(event) => change({ ground: event.target.value })}>
      <option value="contractual">${t('statement-contractual')}</option><option value="legal">${t('statement-legal')}</option></select></div>
    ${draft.ground === 'legal' ? html`<div class="field"><label for="law">${t('statement-law')}</label><input id="law" maxlength="200" value=${draft.law} onInput=${(event) => change({ law: event.target.value })} /></div>` : null}
  </div></details>`;
}
