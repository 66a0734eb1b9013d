// Orders that suspend deletion: which there are, until when, and who wants one to end. Placed by one, ended early by two.
import { html, useState, Heading, Failure, Press, Time, Id, Outside, useLoad } from '../ui.js';
import { t } from '../messages.js';
import { call, get, path } from '../calls.js';
import { may } from '../roles.js';
import { say } from '../news.js';
import { usePeople, nameOf } from '../names.js';

const GOOD = { active: 'good', releasing: 'care' };

export default function Holds({ me, query }) {
  const list = useLoad(() => get('/v1/holds?limit=500'), []);
  const people = usePeople(me);
  const soon = list.value?.expiring.length;
  return html`<div class="stack"><${Heading}>${t('page-holds')}</${Heading}><p class="quiet">${t('holds-what')}</p>
    <${Failure} problem=${list.problem} again=${list.reload} />
    ${soon ? html`<div class="told care" role="status"><p>${t('holds-expiring', { count: soon })}</p></div>` : null}
    ${list.value && !list.value.items.length ? html`<p>${t('holds-none')}</p>` : null}
    ${(list.value?.items || []).map((each) => html`<${Hold} key=${each.id} hold=${each} me=${me} people=${people} changed=${list.reload} />`)}
    ${may(me, 'lead') ? html`<${Place} wanted=${query} changed=${list.reload} />` : null}</div>`;
}

/** What it is on, as a link. */
const Of = ({ hold }) => (hold.case ? html`<a href="/console/cases/${encodeURIComponent(hold.case)}"><${Id}>${hold.case}</${Id}></a>`
  : html`<a href="/console/accounts/${encodeURIComponent(hold.account)}"><${Id}>${hold.account}</${Id}></a>`);

function Hold({ hold, me, people, changed }) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [problem, setProblem] = useState(null);
  const lead = may(me, 'lead');
  const own = hold.release?.by === me.id;
  const name = (id) => (id === me.id ? t('by-you') : nameOf(people, id));
  const did = (words) => () => { setProblem(null); setReason(''); say(t(words)); changed(); };
  const end = () => call('DELETE', path`/v1/holds/${hold.id}`, { reason: reason.trim() }).then(did('hold-end-proposed')).catch(setProblem);
  const answer = (approve) => call('POST', path`/v1/holds/${hold.id}/approvals`, { approve, reason: reason.trim() }).then(did(approve ? 'hold-ended' : 'hold-stays')).catch(setProblem);
  const prolong = () => call('PUT', path`/v1/holds/${hold.id}`, { expiresAt: new Date(until).toISOString(), reason: reason.trim() }).then(did('hold-prolonged')).catch(setProblem);
  const id = `hold-${hold.id}`;
  const holds = hold.state === 'active' || hold.state === 'releasing';
  const off = !reason.trim();
  return html`<section class="card stack" aria-labelledby=${id}><div class="spread"><h2 id=${id}><${Outside}>${hold.authority}</${Outside}></h2>
      <span class="row"><span class="chip ${GOOD[hold.state] || ''}">${t(`hold-${hold.state}`)}</span>${hold.expiresSoon && holds ? html`<span class="chip care">${t('hold-soon')}</span>` : null}</span></div>
    <dl class="facts"><dt>${t('hold-of')}</dt><dd><${Of} hold=${hold} /></dd>${hold.reference ? html`<dt>${t('hold-reference')}</dt><dd><${Outside}>${hold.reference}</${Outside}></dd>` : null}
      <dt>${t('hold-basis')}</dt><dd><${Outside}>${hold.basis}</${Outside}></dd><dt>${t('why')}</dt><dd><${Outside}>${hold.reason}</${Outside}></dd>
      <dt>${t('hold-until')}</dt><dd><${Time} at=${hold.expiresAt} style="zone" /></dd><dt>${t('hold-placed')}</dt><dd><bdi>${name(hold.placedBy)}</bdi> · <${Time} at=${hold.placedAt} /></dd>
      ${hold.release ? html`<dt>${t('hold-ending')}</dt><dd><bdi>${name(hold.release.by)}</bdi> · <${Time} at=${hold.release.at} /> <${Outside}>${hold.release.reason}</${Outside}>${hold.release.approvedBy ? html` · <bdi>${name(hold.release.approvedBy)}</bdi>` : null}</dd>` : null}</dl>
    ${hold.state === 'releasing' && own ? html`<p class="small">${t('proposal-own')}</p>` : null}
    ${lead && holds ? html`<details open=${hold.state === 'releasing' && !own}><summary>${t('hold-change')}</summary><div class="stack">
      <div class="field"><label for="${id}-why">${t('why')}</label><textarea id="${id}-why" rows="2" maxlength="2000" value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea></div>
      ${hold.state === 'active' ? html`<div class="row"><div class="field"><label for="${id}-until">${t('hold-until-new')}</label><input id="${id}-until" type="datetime-local" value=${until} onInput=${(event) => setUntil(event.target.value)} /></div>
          <div class="field end"><${Press} run=${prolong} off=${off || !until} why=${t('answer-needs-reason')}>${t('hold-prolong')}</${Press}></div></div>
        <div><${Press} run=${end} off=${off} why=${t('answer-needs-reason')}>${t('hold-end')}</${Press}></div>`
        : own ? null : html`<div class="row"><${Press} main run=${() => answer(true)} off=${off} why=${t('answer-needs-reason')}>${t('approve')}</${Press}><${Press} run=${() => answer(false)} off=${off} why=${t('answer-needs-reason')}>${t('refuse')}</${Press}></div>`}
      <${Failure} problem=${problem} /></div></details>` : null}</section>`;
}

const KINDS = ['case', 'account'];

function Place({ wanted, changed }) {
  const begun = KINDS.find((each) => wanted.get(each)) || 'case';
  const [kind, setKind] = useState(begun);
  const [it, setIt] = useState({ of: wanted.get(begun) || '', authority: '', reference: '', basis: '', reason: '', until: '' });
  const [problem, setProblem] = useState(null);
  const ready = ['of', 'authority', 'basis', 'reason', 'until'].every((each) => it[each].trim());
  const place = (event) => {
    event?.preventDefault();
    if (!ready) return;
    call('POST', '/v1/holds', { [kind]: it.of.trim(), authority: it.authority.trim(), basis: it.basis.trim(), reason: it.reason.trim(), expiresAt: new Date(it.until).toISOString(), ...(it.reference.trim() && { reference: it.reference.trim() }) })
      .then(() => { setProblem(null); setIt({ of: '', authority: '', reference: '', basis: '', reason: '', until: '' }); say(t('hold-now')); changed(); }).catch(setProblem);
  };
  const field = (name, label, most = 200, type = 'text') => html`<div class="field" key=${name}><label for="hold-${name}">${label}</label>
    <input id="hold-${name}" type=${type} maxlength=${type === 'text' ? most : null} value=${it[name]} onInput=${(event) => setIt({ ...it, [name]: event.target.value })} /></div>`;
  return html`<section class="card" aria-labelledby="hold-place"><form class="stack" onSubmit=${place}><h2 id="hold-place">${t('hold-place')}</h2><p class="small quiet">${t('hold-place-what')}</p>
    <div class="search"><div class="field"><label for="hold-kind">${t('hold-of')}</label><select id="hold-kind" value=${kind} onChange=${(event) => setKind(event.target.value)}>${KINDS.map((each) => html`<option key=${each} value=${each}>${t(`hold-of-${each}`)}</option>`)}</select></div>
      ${field('of', t(kind === 'case' ? 'case-id' : 'search-account'), 256)}${field('authority', t('hold-authority'))}${field('reference', t('hold-reference'))}${field('basis', t('hold-basis'))}${field('until', t('hold-until'), 0, 'datetime-local')}</div>
    <div class="field"><label for="hold-reason">${t('why')}</label><textarea id="hold-reason" rows="2" maxlength="2000" value=${it.reason} onInput=${(event) => setIt({ ...it, reason: event.target.value })}></textarea></div>
    <${Failure} problem=${problem} /><div><${Press} main run=${place} off=${!ready} why=${t('hold-needs')}>${t('hold-place')}</${Press}></div></form></section>`;
}
