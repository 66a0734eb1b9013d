// How far a filing is, and by when it should have gone; the same in the list and on its own page.
import { html, Due, Time } from '../ui.js';
import { t } from '../messages.js';

const GOOD = { receipted: 'good', failed: 'danger', draft: 'accent', confirmed: 'accent' };
export const OVER = new Set(['submitted', 'receipted', 'retracted', 'retracting']);

export const State = ({ filing }) => html`<span class="chip ${GOOD[filing.state] || ''}">${t(`filing-${filing.state}`)}</span>${filing.drill ? html` <span class="chip">${t('urgent-drill')}</span>` : null}`;

/** By when it should have gone; when it went, once it has. */
export const Clock = ({ filing }) => (filing.submittedAt ? html`<${Time} at=${filing.submittedAt} />`
  : OVER.has(filing.state) ? html`–` : html`<${Due} at=${filing.dueAt} />`);
