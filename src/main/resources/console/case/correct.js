// A decision of others, found wrong: decided anew by who had no part in it, and with a second person where it takes one.
import { html, useState, Press } from '../ui.js';
import { t } from '../messages.js';
import { useKeys } from '../keys.js';
import { may } from '../roles.js';
import { Decide } from './decide.js';
import { hadPart } from './proposal.js';

export function Correct({ c, me, show }) {
  const last = c.decisions[c.decisions.length - 1];
  const [open, setOpen] = useState(false);
  const can = ['decided', 'closed'].includes(c.state) && last && !c.proposal && may(me, 'senior') && !hadPart(c.decisions, last, me.id);
  useKeys([{ keys: 'c', label: t('correct'), run: () => setOpen(true), off: !can || open }]);
  if (!can) return null;
  return html`<div class="stack">${last.approvedBy ? html`<p class="told care small">${t('correct-two')}</p>` : null}
    ${open ? html`<${Decide} c=${c} me=${me} show=${show} corrects=${last.id} />`
      : html`<div><${Press} run=${() => setOpen(true)} keys="C">${t('correct')}</${Press}></div>`}</div>`;
}
