// Who is called when a deadline is missed and nobody is at the desk, and what could be told to nobody.
import { html, useState, Heading, Failure, Press, Time, Outside, useLoad } from '../ui.js';
import { t, word } from '../messages.js';
import { call, get, path } from '../calls.js';
import { useLive } from '../live.js';
import { usePeople, nameOf } from '../names.js';
import { may } from '../roles.js';
import { say } from '../news.js';

const HOUR = 3600_000;
/** As `datetime-local` wants it: in the person's own zone, without one. */
const local = (at) => { const date = new Date(at); return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16); };

export default function OnCall({ me }) {
  const people = usePeople(me);
  const schedule = useLoad(() => get('/v1/on-call'), []);
  return html`<div class="stack"><${Heading}>${t('page-oncall')}</${Heading}><p class="quiet">${t('oncall-what')}</p>
    <${Failure} problem=${schedule.problem} again=${schedule.reload} />
    ${schedule.value ? html`<${Turns} plan=${schedule.value} people=${people} me=${me} />` : null}
    ${schedule.value && may(me, 'lead') && people ? html`<${Plan} key=${JSON.stringify(schedule.value)} plan=${schedule.value} people=${people} kept=${(body) => { schedule.set(body); say(t('oncall-kept')); }} />` : null}
    <${Notices} me=${me} /></div>`;
}

/** The next turns, as they come; who stands in is said beside. */
function Turns({ plan, people, me }) {
  const turn = plan.everyHours * HOUR;
  const began = new Date(plan.from).getTime();
  const first = Math.max(0, Math.floor((Date.now() - began) / turn));
  const turns = plan.people.length ? [...Array(Math.min(8, plan.people.length + 2)).keys()].map((i) => ({ at: new Date(began + (first + i) * turn).toISOString(), person: plan.people[(first + i) % plan.people.length] })) : [];
  const name = (id) => (id === me.id ? t('by-you') : nameOf(people, id));
  return html`<section class="card stack" aria-labelledby="turns"><h2 id="turns">${t('oncall-now')} <bdi>${plan.now ? name(plan.now) : t('oncall-nobody')}</bdi></h2>
    ${turns.length ? html`<div class="scroll" tabindex="0" role="group" aria-label=${t('oncall-turns')}><table><thead><tr><th scope="col">${t('figures-from')}</th><th scope="col">${t('oncall-turn')}</th></tr></thead>
      <tbody>${turns.map((each) => html`<tr key=${each.at}><th scope="row"><${Time} at=${each.at} style="zone" /></th><td><bdi>${name(each.person)}</bdi></td></tr>`)}</tbody></table></div>` : null}
    ${plan.overrides.length ? html`<h3>${t('oncall-stand-ins')}</h3><ul class="tight">${plan.overrides.map((each, i) => html`<li key=${i}><bdi>${name(each.person)}</bdi>: <${Time} at=${each.from} style="zone" /> – <${Time} at=${each.until} style="zone" /></li>`)}</ul>` : null}</section>`;
}

function Plan({ plan, people, kept }) {
  const [order, setOrder] = useState(plan.people);
  const [from, setFrom] = useState(local(plan.people.length ? plan.from : new Date().toISOString()));
  const [hours, setHours] = useState(plan.everyHours);
  const [overrides, setOverrides] = useState(plan.overrides.map((each) => ({ person: each.person, from: local(each.from), until: local(each.until) })));
  const [mail, setMail] = useState(plan.mail ?? {});
  const [problem, setProblem] = useState(null);
  const working = people.filter((person) => !person.disabledAt && ['senior', 'lead', 'admin'].includes(person.role)); // who can take what is handed up
  const move = (i, by) => { const next = [...order]; [next[i], next[i + by]] = [next[i + by], next[i]]; setOrder(next); };
  const save = () => {
    const used = new Set([...order, ...overrides.map((each) => each.person)]);
    const addresses = Object.fromEntries(Object.entries(mail).filter(([id, address]) => address.trim() && (used.has(id) || plan.mail?.[id])));
    call('PUT', '/v1/on-call', { people: order, from: new Date(from).toISOString(), everyHours: Number(hours), mail: addresses,
      overrides: overrides.map((each) => ({ person: each.person, from: new Date(each.from).toISOString(), until: new Date(each.until).toISOString() })) }).then(({ body }) => kept(body)).catch(setProblem);
  };
  const ready = from && Number(hours) >= 1 && overrides.every((each) => each.person && each.from && each.until);
  const pick = (id, label, value, all, put) => html`<div class="field"><label for=${id}>${label}</label><select id=${id} value=${value} onChange=${(event) => put(event.target.value)}><option value="">${t('choose')}</option>${all.map((person) => html`<option key=${person.id} value=${person.id}>${person.name}</option>`)}</select></div>`;
  const stand = (i, changes) => setOverrides(overrides.map((each, at) => (at === i ? { ...each, ...changes } : each)));
  return html`<section class="card stack" aria-labelledby="plan"><h2 id="plan">${t('oncall-plan')}</h2>
    <ol class="tight turns">${order.map((id, i) => html`<li class="row" key=${id}><span class="turn-name"><bdi>${nameOf(people, id)}</bdi></span>
      <span class="row"><${Press} run=${() => move(i, -1)} off=${i === 0} aria-label=${t('oncall-earlier', { name: nameOf(people, id) })}>↑</${Press}><${Press} run=${() => move(i, 1)} off=${i === order.length - 1} aria-label=${t('oncall-later', { name: nameOf(people, id) })}>↓</${Press}>
        <${Press} run=${() => setOrder(order.filter((each) => each !== id))} aria-label=${t('oncall-out', { name: nameOf(people, id) })}>✕</${Press}></span>
      <span class="field grow"><label for=${`mail-${id}`} class="unseen">${t('oncall-mail', { name: nameOf(people, id) })}</label><input id=${`mail-${id}`} type="email" placeholder=${t('oncall-mail-short')} value=${mail[id] ?? ''} onInput=${(event) => setMail({ ...mail, [id]: event.target.value })} /></span></li>`)}</ol>
    <div class="search">${pick('oncall-add', t('oncall-add'), '', working.filter((person) => !order.includes(person.id)), (id) => id && setOrder([...order, id]))}
      <div class="field"><label for="oncall-from">${t('oncall-begins')}</label><input id="oncall-from" type="datetime-local" value=${from} onInput=${(event) => setFrom(event.target.value)} /></div>
      <div class="field"><label for="oncall-hours">${t('oncall-hours')}</label><input id="oncall-hours" type="number" min="1" max="8784" value=${hours} onInput=${(event) => setHours(event.target.value)} /></div></div>
    <h3>${t('oncall-stand-ins')}</h3>
    ${overrides.map((each, i) => html`<div class="search" key=${i}>${pick(`stand-${i}`, t('oncall-turn'), each.person, working, (person) => stand(i, { person }))}
      <div class="field"><label for=${`stand-from-${i}`}>${t('figures-from')}</label><input id=${`stand-from-${i}`} type="datetime-local" value=${each.from} onInput=${(event) => stand(i, { from: event.target.value })} /></div>
      <div class="field"><label for=${`stand-until-${i}`}>${t('detail-until')}</label><input id=${`stand-until-${i}`} type="datetime-local" value=${each.until} onInput=${(event) => stand(i, { until: event.target.value })} /></div>
      <div class="field end"><${Press} run=${() => setOverrides(overrides.filter((_, at) => at !== i))}>${t('oncall-drop')}</${Press}></div></div>`)}
    <div><${Press} run=${() => setOverrides([...overrides, { person: '', from: '', until: '' }])}>${t('oncall-stand-in')}</${Press}></div>
    <${Failure} problem=${problem} /><div><${Press} main run=${save} off=${!ready} why=${t('problem-invalid-request')}>${t('oncall-keep')}</${Press}></div></section>`;
}

function Notices({ me }) {
  const list = useLoad(() => get('/v1/notices?limit=200').then((body) => body.items), []);
  const [problem, setProblem] = useState(null);
  useLive((message) => { if (message.kind === 'reset' || (message.kind === 'cases' && message.data.cases.some((each) => each.verbs.some((verb) => verb.startsWith('notice_'))))) list.reload(); });
  const again = (id) => call('POST', path`/v1/notices/${id}/retry`, {}).then(() => { say(t('action-retried')); list.reload(); }).catch(setProblem);
  return html`<section class="card stack" aria-labelledby="notices"><h2 id="notices">${t('notices')}</h2><p class="small quiet">${t('notices-what')}</p>
    <${Failure} problem=${problem || list.problem} again=${list.reload} />
    ${list.value && !list.value.length ? html`<p>${t('notices-none')}</p>` : null}
    ${list.value?.length ? html`<div class="scroll" tabindex="0" role="group" aria-label=${t('notices')}><table><thead><tr><th scope="col">${t('appeal-case')}</th><th scope="col">${t('notices-to')}</th><th scope="col">${t('actions-answer')}</th>
      <th scope="col" class="num">${t('actions-tries')}</th><th scope="col">${t('actions-since')}</th>${may(me, 'lead') ? html`<th scope="col"><span class="unseen">${t('try-again')}</span></th>` : null}</tr></thead>
      <tbody>${list.value.map((each) => html`<tr key=${each.id}><th scope="row"><a href="/console/cases/${encodeURIComponent(each.caseId)}">${word(`lane-${each.lane}`, each.lane.replaceAll('_', ' '))}</a></th>
        <td>${word(`channel-${each.recipient.replace(/:.*/, '')}`, each.recipient)}</td><td>${each.status ? word(`answer-${each.status}`, each.status) : '–'} ${each.detail ? html`<${Outside}>${each.detail}</${Outside}>` : null}</td>
        <td class="num">${each.tries}</td><td><${Time} at=${each.createdAt} /></td>${may(me, 'lead') ? html`<td><${Press} run=${() => again(each.id)}>${t('try-again')}</${Press}></td>` : null}</tr>`)}</tbody></table></div>` : null}</section>`;
}
