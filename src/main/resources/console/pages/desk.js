// A moderator's home: how things stand, and the next case by one key.
import { html, useState, Heading, Press, Failure, Time, Due, span, useLoad } from '../ui.js';
import { t, word, number } from '../messages.js';
import { call, get } from '../calls.js';
import { live, useLive } from '../live.js';
import { useKeys } from '../keys.js';
import { go } from '../route.js';
import { say } from '../news.js';
import { keepClaimed } from '../claimed.js';

/** Asks for the next case and opens it. @returns what was answered; null when nothing waits */
export async function next() {
  const { status, body } = await call('POST', '/v1/claims', {});
  if (status === 204) {
    say(t('desk-nothing'));
    return null;
  }
  keepClaimed(body);
  go(`cases/${encodeURIComponent(body.case.id)}`);
  return body;
}

export default function Desk({ me }) {
  const [problem, setProblem] = useState(null);
  const [asking, setAsking] = useState(false);
  const [queues, setQueues] = useState(live().queues);
  const standing = useLoad(() => get('/v1/queues').then((body) => setQueues(body.queues)), []);
  const mine = useLoad(() => get(`/v1/cases?state=claimed&assignee=${encodeURIComponent(me.id)}`).then((body) => body.items), [me.id]);
  const self = useLoad(() => get('/v1/me'), []);
  const resume = () => call('POST', '/v1/me/resume', {}).then(self.reload).catch(setProblem);
  useLive((message) => {
    if (message.kind === 'queues') setQueues(message.data.queues);
    if (message.kind === 'reset') { standing.reload(); mine.reload(); }
  });
  const ask = () => {
    setAsking(true);
    setProblem(null);
    next().catch(setProblem).finally(() => setAsking(false));
  };
  useKeys([{ keys: 'n', label: t('desk-next'), run: ask, off: asking }]);
  const held = mine.value?.[0];
  const waiting = queues?.reduce((sum, queue) => sum + queue.queued, 0);
  return html`<div class="stack">
    <div class="spread"><${Heading}>${t('page-desk')}</${Heading}></div>
    ${self.value?.stoppedAt ? html`<div class="told spread"><p>${t('desk-stopped')}</p><${Press} run=${resume}>${t('resume')}</${Press}></div>` : null}
    ${self.value?.break?.due ? html`<div class="told good"><p>${t('desk-break')}</p></div>` : null}
    ${held ? html`<div class="told"><div class="spread"><p>${t('desk-held')} <strong>${word(`reason-${held.reason}`, t('reason-none'))}</strong>, <${Due} at=${held.deadline} /></p>
      <a class="button" href="/console/cases/${encodeURIComponent(held.id)}">${t('desk-back')}</a></div></div>` : null}
    <div class="row"><${Press} main big run=${ask} off=${asking} keys="N">${held ? t('desk-back') : t('desk-next')}</${Press}>
      <p class="quiet" role="status">${waiting === undefined ? '' : t('desk-waiting', { count: waiting })}</p></div>
    <${Failure} problem=${problem} again=${ask} />
    <section class="card stack" aria-labelledby="queues"><h2 id="queues">${t('desk-queues')}</h2>
      <${Failure} problem=${queues ? null : standing.problem} again=${standing.reload} />
      ${queues ? html`<${Queues} queues=${queues} />` : null}</section>
    ${self.value?.exposure ? html`<${Exposure} exposure=${self.value.exposure} />` : null}
  </div>`;
}

function Queues({ queues }) {
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('desk-queues')}><table><thead><tr><th scope="col">${t('queue-name')}</th><th scope="col" class="num">${t('queue-waiting')}</th>
      <th scope="col" class="num">${t('queue-claimed')}</th><th scope="col" class="num">${t('queue-overdue')}</th>
      <th scope="col">${t('queue-next')}</th><th scope="col">${t('queue-oldest')}</th></tr></thead>
    <tbody>${queues.map((queue) => html`<tr key=${queue.name}><th scope="row">${word(`queue-${queue.name}`, queue.name)}</th>
      <td class="num">${queue.queued}</td><td class="num">${queue.claimed}</td>
      <td class="num">${queue.overdue ? html`<span class="chip danger">${queue.overdue}</span>` : '0'}</td>
      <td>${queue.nextDeadline ? html`<${Due} at=${queue.nextDeadline} />` : '–'}</td>
      <td class="num-start">${queue.oldestAgeMs === null ? '–' : span(queue.oldestAgeMs)}</td></tr>`)}</tbody></table></div>`;
}

/** How much of what is hard he has had, and how much he may still have; seen by himself alone. */
function Exposure({ exposure }) {
  const row = (kind) => ['shift', 'week'].map((time) => {
    const { used, left } = exposure[kind][time] || {};
    return used === undefined ? null : html`<dt>${t(`exposure-${kind}-${time}`)}</dt><dd class="num"><progress max=${used + left} value=${used} aria-label=${t(`exposure-${kind}-${time}`)}></progress> ${t('exposure-left', { left: number(left) })}</dd>`;
  });
  return html`<section class="card stack" aria-labelledby="exposure"><h2 id="exposure">${t('exposure')}</h2><p class="quiet small">${t('exposure-what')}</p>
    <dl class="facts">${row('looks')}${row('minutes')}</dl></section>`;
}
