// Two versions side by side, key by key; what is only in one stands there alone.
import { html } from '../ui.js';
import { t } from '../messages.js';

const show = (value) => (value === undefined || value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value));

export function Changes({ diff }) {
  if (!diff.changes.length) return html`<p>${t('policy-same')}</p>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('policy-diff', { against: diff.against })}><table class="beside"><thead><tr><th scope="col">${t('policy-key')}</th><th scope="col"><bdi class="outside">${diff.against}</bdi></th><th scope="col"><bdi class="outside">${diff.version}</bdi></th></tr></thead>
    <tbody>${diff.changes.map((each, i) => html`<tr key=${i}><th scope="row" class="mono">${each.key}</th><td class="mono outside was">${show(each.before)}</td><td class="mono outside is">${show(each.after)}</td></tr>`)}</tbody></table></div>`;
}
