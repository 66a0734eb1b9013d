// Taking back what one has just decided: a minute's time, counted down where the decision stands.
import { html, useState, Press, Failure, useTick } from '../ui.js';
import { t } from '../messages.js';
import { call, path } from '../calls.js';
import { useKeys } from '../keys.js';
import { say } from '../news.js';

const WITHIN_MS = 60_000;

export function Undo({ c, me, show }) {
  const last = c.decisions[c.decisions.length - 1];
  const can = last && [last.decidedBy, last.approvedBy].includes(me.id) && !last.supersedes;
  return can ? html`<${Within} decision=${last} show=${show} />` : null;
}

function Within({ decision, show }) {
  const left = Math.ceil((WITHIN_MS - (useTick() - new Date(decision.decidedAt))) / 1000);
  const [problem, setProblem] = useState(null);
  const undo = () => call('POST', path`/v1/decisions/${decision.id}/undo`, { reason: t('undo-reason') })
    .then(({ body }) => { say(t(body.remains.length ? 'undone-but' : 'undone', { count: body.remains.length })); show(); }).catch(setProblem);
  useKeys([{ keys: 'shift+z', label: t('undo'), run: undo, off: left <= 0 }]);
  if (left <= 0) return html`<${Failure} problem=${problem} />`;
  return html`<div class="row"><${Press} run=${undo} keys="⇧ Z">${t('undo')}</${Press}><span class="quiet small num">${t('undo-left', { count: left })}</span></div>
    <${Failure} problem=${problem} />`;
}
