// One case: what matters first, what is known, and what its holder makes of it.
import { html, useState, useEffect, useRef, Heading, Press, Failure, Id, Time, useLoad } from '../ui.js';
import { t, word } from '../messages.js';
import { get, path } from '../calls.js';
import { useLive } from '../live.js';
import { useKeys } from '../keys.js';
import { next } from './desk.js';
import { useClaim } from '../case/claim.js';
import { Urgent } from '../case/urgent.js';
import { Aside } from '../case/aside.js';
import { Reports } from '../case/reports.js';
import { Risk } from '../case/risk.js';
import { People } from '../case/people.js';
import { Timeline } from '../case/timeline.js';
import { Decide } from '../case/decide.js';
import { Correct } from '../case/correct.js';
import { Decisions } from '../case/decisions.js';
import { Proposal } from '../case/proposal.js';
import { Handover } from '../case/handover.js';
import { Releases } from '../kept/releases.js';
import { Attribute } from '../case/attribute.js';
import { Assign } from '../case/assign.js';
import { Why } from '../case/why.js';

/** What the service or the platform does by itself is shown at once: it only adds to what is there. */
const BY_ITSELF = new Set(['action_tried', 'action_retried', 'notice_tried', 'notice_retried']);

export default function Case({ me, rest: id }) {
  const [changes, setChanges] = useState([]);
  const [problem, setProblem] = useState(null);
  const loaded = useLoad(() => get(path`/v1/cases/${id}`), [id]);
  const c = loaded.value;
  const claim = useClaim(me, c, loaded.set);
  const mine = Boolean(claim.token);
  const own = useRef(0);
  const waiting = useRef(changes); // what was said and not asked for yet: until it is, nothing moves by itself
  waiting.current = changes;

  const show = () => { setChanges([]); return loaded.reload(); };
  useLive((message) => {
    if (message.kind === 'reset') show();
    if (message.kind !== 'cases') return;
    const change = message.data.cases.find((each) => each.id === id);
    if (!change) return;
    const told = change.verbs.filter((verb) => word(`verb-${verb}`, null)); // else it is the service's own bookkeeping
    const quietly = told.every((verb) => BY_ITSELF.has(verb)) && waiting.current.length === 0;
    if (change.actors.includes(me.id) || (told.length > 0 && quietly)) {
      clearTimeout(own.current);
      own.current = setTimeout(show, 120); // several steps of one thing are shown as one
    } else if (told.length > 0) {
      setChanges((known) => [...new Set([...known, ...told])]);
    }
  });
  useEffect(() => () => clearTimeout(own.current), []);

  const ask = () => next().then((body) => body?.case.id === id && claim.got(body)).catch(setProblem); // it may be this one again
  useKeys([
    { keys: 'n', label: t('desk-next'), run: ask, off: mine },
    { keys: 'shift+r', label: t('case-show-changes'), run: show, off: changes.length === 0 },
  ]);

  if (!c && loaded.problem?.word === 'reason-needed') return html`<${Why} id=${id} opened=${loaded.reload} />`;
  if (!c) {
    return loaded.problem
      ? html`<div class="stack"><${Heading}>${t('page-case')}</${Heading}><${Failure} problem=${loaded.problem} again=${loaded.reload} /></div>`
      : html`<p class="loading" role="status">${t('loading')}</p>`;
  }
  return html`<div class="stack">
    <div class="spread"><${Heading}>${word(`reason-${c.reason}`, t(c.panic ? 'case-panic-title' : 'reason-none'))}</${Heading}>
      <p class="quiet small">${t('case-id')} <${Id}>${c.id}</${Id}></p></div>
    <${Urgent} c=${c} claim=${claim} me=${me} />
    ${mine ? html`<${Aside} key=${c.id} c=${c} claim=${claim} />` : null}
    ${changes.length ? html`<div class="told care spread" role="status"><p>${t('case-changed', { what: changes.map((verb) => word(`verb-${verb}`, verb)).join(', ') })}</p>
      <${Press} run=${show} keys="⇧ R">${t('case-show-changes')}</${Press}></div>` : null}
    <${Failure} problem=${problem || (loaded.problem && c ? loaded.problem : null)} again=${problem ? ask : show} />
    ${claim.lapsed ? html`<div class="told care" role="alert"><p><strong>${t('claim-lapsed')}</strong> ${t('claim-lapsed-more')}</p>
      <p class="row"><${Press} run=${ask} keys="N">${t('claim-again')}</${Press}></p></div>` : null}
    <div class="case">
      <div class="stack case-facts">
        <${Proposal} c=${c} me=${me} show=${show} />
        <${Decisions} c=${c} me=${me} show=${show} />
        <${Reports} c=${c} />
        <${Risk} risk=${c.risk} />
        <${People} c=${c} />
        <${Timeline} c=${c} me=${me} show=${show} />
        <${Releases} c=${c} me=${me} />
      </div>
      <div class="case-do">
        ${mine
          ? html`<${Decide} key=${`${c.id}/${claim.token}`} c=${c} claim=${claim} me=${me} show=${show} />
              <${Attribute} c=${c} claim=${claim} />
              <${Handover} c=${c} claim=${claim} me=${me} />`
          : html`<${NotMine} c=${c} claim=${claim} me=${me} ask=${ask} />
            <${Assign} c=${c} me=${me} show=${show} />
            <${Correct} key=${c.decisions.length} c=${c} me=${me} show=${show} />`}
      </div>
    </div>
  </div>`;
}

/** Who does not hold it sees why, and what he can do instead. */
function NotMine({ c, claim, me, ask }) {
  const who = c.claim && c.claim.holder !== me.id ? t('case-held', { holder: c.names[c.claim.holder] || c.claim.holder }) : word(`case-state-${c.state}`, c.state);
  return html`<section class="card stack" aria-labelledby="not-mine"><h2 id="not-mine">${t(`state-${c.state}`)}</h2>
    <p>${who}</p>
    ${c.movedTo ? html`<p><a href="/console/cases/${encodeURIComponent(c.movedTo)}">${t('case-moved')}</a></p>` : null}
    ${c.snoozedUntil ? html`<p>${t('case-until')} <${Time} at=${c.snoozedUntil} /></p>` : null}
    ${c.assignedTo ? html`<p>${t('case-assigned')} <bdi class="outside">${c.assignedTo === me.id ? t('by-you') : c.names[c.assignedTo] || c.assignedTo}</bdi></p>` : null}
    ${me.role !== 'auditor' ? html`<div class="row">
      ${claim.mayTake ? html`<${Press} run=${claim.take} keys="T">${t('case-take')}</${Press}>` : null}
      <${Press} main=${!claim.mayTake} run=${ask} keys="N">${t('desk-next')}</${Press}></div>` : null}
    <${Failure} problem=${claim.problem} /></section>`;
}
