// What goes before the case in hand, while that may be set aside: said plainly, and one key away. What was written about it is kept.
import { html, useState, Press, Failure } from '../ui.js';
import { t, word } from '../messages.js';
import { call } from '../calls.js';
import { keepClaimed } from '../claimed.js';
import { live, useLive } from '../live.js';
import { useKeys } from '../keys.js';
import { go } from '../route.js';
import { say } from '../news.js';

export function Aside({ c, claim }) {
  const [queues, setQueues] = useState(live().queues);
  const [problem, setProblem] = useState(null);
  useLive((message) => message.kind === 'queues' && setQueues(message.data.queues));
  const [refused, setRefused] = useState(0); // so many waited when none of them was for him: he hears of more, not of these again
  const own = queues?.find((queue) => queue.name === c.queue);
  const ahead = own && !own.ahead ? queues.filter((queue) => queue.ahead && queue.queued > 0) : [];
  const waiting = ahead.reduce((sum, queue) => sum + queue.queued, 0);
  const urgent = waiting > refused ? ahead[0] : undefined;
  const take = () => call('POST', '/v1/claims', { setAside: true }).then(({ status, body }) => {
    if (status !== 201) return;
    if (body.case.id === c.id) { // somebody else was faster: it is his as before, if by another claim
      claim.got(body);
      setRefused(waiting);
      say(t('aside-gone'));
      return;
    }
    claim.over();
    keepClaimed(body);
    go(`cases/${encodeURIComponent(body.case.id)}`);
  }).catch(setProblem);
  useKeys([{ keys: 'shift+t', label: t('aside-take'), run: take, off: !urgent }]);
  return urgent
    ? html`<div class="told care" role="alert"><div class="spread"><p><strong>${t('aside-told', { queue: word(`queue-${urgent.name}`, urgent.name) })}</strong> ${t('aside-more')}</p>
      <${Press} run=${take} keys="⇧ T">${t('aside-take')}</${Press}></div><${Failure} problem=${problem} again=${take} /></div>`
    : null;
}
