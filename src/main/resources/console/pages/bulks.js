// Several cases decided the same way: what it would do with each, said before; what became of each, after.
import { html, useState, Heading, Failure, Press, Time, Id, Outside, useLoad } from '../ui.js';
import { t, word } from '../messages.js';
import { call, get, newKey, path } from '../calls.js';
import { go } from '../route.js';
import { useLive } from '../live.js';
import { may } from '../roles.js';
import { say } from '../news.js';
import { usePeople, nameOf } from '../names.js';
import { NOTHING, Instruct, Decided, instruction, lacks } from '../case/instruct.js';

export default function Bulks({ me, rest, query }) {
  return rest ? html`<${Bulk} me=${me} id=${rest} />` : html`<${Begin} me=${me} wanted=${query.get('cases') || ''} />`;
}

function Begin({ me, wanted }) {
  const [text, setText] = useState(wanted.split(',').join('\n'));
  const [draft, setDraft] = useState({ ...NOTHING, reason: '', why: '', key: newKey() });
  const [seen, setSeen] = useState(null);
  const [problem, setProblem] = useState(null);
  const [open, setOpen] = useState('');
  const change = (changes) => { setDraft({ ...draft, ...changes, key: newKey() }); setSeen(null); };
  const cases = [...new Set(text.split(/[\s,]+/).filter(Boolean))];
  const decision = () => ({ ...instruction(draft), reason: draft.reason.trim() });
  const missing = !cases.length ? t('bulk-needs-cases') : lacks(draft) || (draft.reason.trim() ? '' : t('decide-needs-reason'));
  const preview = () => call('POST', '/v1/bulks/preview', { cases, decision: decision() }).then(({ body }) => { setProblem(null); setSeen(body); }).catch(setProblem);
  const begin = () => call('POST', '/v1/bulks', { cases, decision: decision(), why: draft.why.trim() }, draft.key)
    .then(({ status, body }) => { say(t(status === 202 ? 'decided-waits' : 'decided')); go(`bulks/${encodeURIComponent(body.id)}`); }).catch(setProblem);
  const see = (event) => { event.preventDefault(); if (open.trim()) go(`bulks/${encodeURIComponent(open.trim())}`); };
  return html`<div class="stack"><${Heading}>${t('page-bulks')}</${Heading}><p class="quiet">${t('bulk-what')}</p>
    <${Recent} me=${me} />
    <form class="row" onSubmit=${see}><label for="bulk-id">${t('bulk-see')}</label><input id="bulk-id" class="narrow" value=${open} onInput=${(event) => setOpen(event.target.value)} /><button type="submit">${t('misuse-open')}</button></form>
    ${may(me, 'senior') ? html`<section class="card stack" aria-labelledby="bulk-new"><h2 id="bulk-new">${t('bulk-new')}</h2>
      <div class="field"><label for="bulk-cases">${t('bulk-cases', { count: cases.length })}</label><textarea id="bulk-cases" class="mono" rows="4" value=${text} onInput=${(event) => { setText(event.target.value); change({}); }}></textarea></div>
      <${Instruct} draft=${draft} change=${change} id="bulk" />
      <div class="field"><label for="bulk-reason">${t('decide-reason')}</label><textarea id="bulk-reason" rows="2" maxlength="2000" value=${draft.reason} onInput=${(event) => change({ reason: event.target.value })}></textarea></div>
      <div class="row"><${Press} main=${!seen} run=${preview} off=${Boolean(missing)} why=${missing}>${t('preview')}</${Press}><p class="small quiet" role="status">${missing}</p></div>
      <${Failure} problem=${problem} />
      ${seen ? html`<${Seen} seen=${seen} />
        <div class="field"><label for="bulk-why">${t('bulk-why')}</label><textarea id="bulk-why" rows="2" maxlength="2000" value=${draft.why} onInput=${(event) => setDraft({ ...draft, why: event.target.value, key: newKey() })}></textarea></div>
        <div><${Press} main run=${begin} off=${!draft.why.trim()} why=${t('answer-needs-reason')}>${t('bulk-begin', { count: seen.items.filter((each) => each.could).length })}</${Press}></div>` : null}</section>` : null}</div>`;
}

/** Those of the last month, the newest first: what waits for a second person can be found without its address. */
function Recent({ me }) {
  const [pages, setPages] = useState(null);
  const list = useLoad(() => get('/v1/bulks?limit=20').then((body) => { setPages(body); return body; }), []);
  const people = usePeople(me);
  const [problem, setProblem] = useState(null);
  const more = () => get(`/v1/bulks?limit=50&cursor=${encodeURIComponent(pages.next)}`).then((body) => setPages({ items: [...pages.items, ...body.items], next: body.next })).catch(setProblem);
  return html`<section class="card stack" aria-labelledby="bulk-recent"><h2 id="bulk-recent">${t('bulk-recent')}</h2><${Failure} problem=${problem || list.problem} again=${list.reload} />
    ${pages && !pages.items.length ? html`<p>${t('bulk-none')}</p>` : null}
    ${pages?.items.length ? html`<div class="scroll" tabindex="0" role="group" aria-label=${t('bulk-recent')}><table class="wide"><thead><tr><th scope="col">${t('audit-at')}</th><th scope="col">${t('search-state')}</th><th scope="col" class="num">${t('bulk-count')}</th><th scope="col">${t('decide-outcome')}</th><th scope="col">${t('approvals-by')}</th><th scope="col">${t('why')}</th></tr></thead>
      <tbody>${pages.items.map((each) => html`<tr key=${each.id}><th scope="row" class="whole"><a href="/console/bulks/${encodeURIComponent(each.id)}"><${Time} at=${each.at} /></a></th><td><span class="chip ${each.state === 'done' ? 'good' : 'accent'}">${t(`bulk-${each.state}`)}</span></td>
        <td class="num">${each.cases}</td><td>${t(`outcome-${each.outcome}`)}</td><td><bdi>${each.by === me.id ? t('by-you') : nameOf(people, each.by)}</bdi></td><td><${Outside}>${each.why}</${Outside}></td></tr>`)}</tbody></table></div>` : null}
    ${pages?.next ? html`<div><${Press} run=${more}>${t('audit-more')}</${Press}></div>` : null}</section>`;
}

function Seen({ seen }) {
  return html`<div class="tight">${seen.takesTwo ? html`<p class="told care"><strong>${t('bulk-takes-two')}</strong></p>` : null}
    <div class="scroll" tabindex="0" role="group" aria-label=${t('preview')}><table class="ids"><thead><tr><th scope="col">${t('case-id')}</th><th scope="col">${t('search-account')}</th><th scope="col">${t('preview')}</th></tr></thead>
      <tbody>${seen.items.map((each) => html`<tr key=${each.case}><th scope="row"><a href="/console/cases/${encodeURIComponent(each.case)}"><${Id}>${each.case}</${Id}></a></th>
        <td>${each.account ? html`<${Id}>${each.account}</${Id}>` : '–'} ${each.linked ? html`<span class="chip">${t('bulk-linked')}</span>` : null}</td>
        <td>${each.could ? html`${each.decision?.actions?.map((action) => t(`action-${action.type}`)).join(', ') || t('preview-nothing')} ${each.takesTwo ? html`<span class="chip care">${t('preview-two')}</span>` : null}` : html`<span class="chip care">${t('bulk-cannot')}</span> ${each.state ? t(`state-${each.state}`) : ''} ${each.detail ? html`<${Outside}>${word(`problem-${each.detail}`, each.detail)}</${Outside}>` : null}`}</td></tr>`)}</tbody></table></div></div>`;
}

function Bulk({ me, id }) {
  const one = useLoad(() => get(path`/v1/bulks/${id}`), [id]);
  const people = usePeople(me);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const bulk = one.value;
  const post = (what, body) => call('POST', path`/v1/bulks/${id}/` + what, body).then(({ body: next }) => { setProblem(null); setReason(''); one.set(next); }).catch(setProblem);
  const own = bulk?.by === me.id;
  const answers = bulk?.state === 'proposed' && !own && may(me, 'senior');
  const undoes = bulk?.state === 'done' && (own || bulk.approvedBy === me.id) && bulk.items.some((each) => each.became === 'decided' || each.became === 'proposed');
  useLive((message) => {
    if (message.kind === 'reset' || (message.kind === 'cases' && message.data.cases.some((each) => bulk?.items.some((item) => item.case === each.id)))) one.reload();
  });
  return html`<div class="stack"><p><a href="/console/bulks">${t('page-bulks')}</a></p><${Heading}>${t('bulk-one')} <${Id}>${id}</${Id}></${Heading}>
    <${Failure} problem=${one.problem} again=${one.reload} />
    ${bulk ? html`<section class="card stack" aria-labelledby="became"><h2 id="became"><span class="chip ${bulk.state === 'done' ? 'good' : 'accent'}">${t(`bulk-${bulk.state}`)}</span></h2>
      <p class="small"><bdi>${own ? t('by-you') : nameOf(people, bulk.by)}</bdi> · <${Time} at=${bulk.at} />${bulk.approvedBy ? html` · <bdi>${bulk.approvedBy === me.id ? t('by-you') : nameOf(people, bulk.approvedBy)}</bdi>` : null}</p><p><${Outside}>${bulk.why}</${Outside}></p>
      <${Decided} decision=${bulk.decision} />
      <div class="scroll" tabindex="0" role="group" aria-label=${t('bulk-one')}><table class="ids"><thead><tr><th scope="col">${t('case-id')}</th><th scope="col">${t('bulk-became')}</th></tr></thead>
        <tbody>${bulk.items.map((each) => html`<tr key=${each.case}><th scope="row"><a href="/console/cases/${encodeURIComponent(each.case)}"><${Id}>${each.case}</${Id}></a></th>
          <td><span class="chip ${each.became === 'decided' ? 'good' : each.became === 'not_done' ? 'care' : ''}">${t(`became-${each.became}`)}</span> ${each.detail ? html`<${Outside}>${word(`problem-${each.detail}`, each.detail)}</${Outside}>` : null}</td></tr>`)}</tbody></table></div>
      ${answers || undoes ? html`<div class="field"><label for="bulk-answer">${t('answer-reason')}</label><textarea id="bulk-answer" rows="2" maxlength="2000" value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea></div>` : null}
      <${Failure} problem=${problem} />
      <div class="row">${answers ? html`<${Press} main run=${() => post('approvals', { approve: true, reason: reason.trim() })} off=${!reason.trim()} why=${t('answer-needs-reason')}>${t('approve')}</${Press}>
          <${Press} run=${() => post('approvals', { approve: false, reason: reason.trim() })} off=${!reason.trim()} why=${t('answer-needs-reason')}>${t('refuse')}</${Press}>` : null}
        ${bulk.state === 'proposed' && own ? html`<p>${t('proposal-own')}</p>` : null}
        ${bulk.state === 'running' && may(me, 'senior') ? html`<${Press} run=${() => post('runs', {})}>${t('bulk-go-on')}</${Press}>` : null}
        ${undoes ? html`<${Press} run=${() => post('undo', { reason: reason.trim() })} off=${!reason.trim()} why=${t('answer-needs-reason')}>${t('undo')}</${Press}>` : null}</div></section>` : null}</div>`;
}
