// What becomes of the decision whose place another takes: what is taken back, what goes no further, what cannot be taken back.
import { html, Id } from '../ui.js';
import { t } from '../messages.js';
import { lasts } from './measures.js';

const KINDS = [['takesBack', 'instead-takes-back'], ['withdraws', 'instead-withdraws'], ['remains', 'instead-remains']];

export function Instead({ instead }) {
  const some = KINDS.filter(([kind]) => instead[kind].length);
  if (!some.length) return html`<p class="small">${t('instead-nothing')}</p>`;
  return some.map(([kind, title]) => html`<div key=${kind} class="small"><p class="label">${t(title)}</p>
    <ul class="tight">${instead[kind].map((each, i) => html`<li key=${i}>${t(`action-${each.type}`)}${lasts(each)}${whom(each.target)}</li>`)}</ul></div>`);
}

function whom(target) {
  const id = target.participantId || target.accountId || target.meeting;
  return id ? html` · <${Id}>${id}</${Id}>` : null;
}
