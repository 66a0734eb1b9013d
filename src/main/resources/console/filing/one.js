// One filing: how far it is, what it says, what would help most, and the steps that are its next.
import { html, useState, Heading, Failure, Press, Time, Id, Outside, useLoad } from '../ui.js';
import { t, word } from '../messages.js';
import { call, get, path } from '../calls.js';
import { useLive } from '../live.js';
import { useKeys } from '../keys.js';
import { go } from '../route.js';
import { say } from '../news.js';
import { usePeople, nameOf } from '../names.js';
import { State, Clock } from './standing.js';
import { Particulars } from './particulars.js';
import { ByHand, Filed, portal } from './byhand.js';

const WAY = ['draft', 'confirmed', 'submitting', 'submitted', 'receipted'];

export default function One({ me, id }) {
  const one = useLoad(() => get(path`/v1/filings/${id}`), [id]);
  const people = usePeople(me);
  const filing = one.value;
  const who = (person) => (person === 'service' ? t('by-service') : person === me.id ? t('by-you') : nameOf(people, person));
  useLive((message) => {
    if (message.kind === 'reset' || (message.kind === 'cases' && message.data.cases.some((each) => each.id === filing?.case && each.verbs.some((verb) => verb.startsWith('filing_') && verb !== 'filing_viewed')))) one.reload();
  });
  return html`<div class="stack"><p><a href="/console/filings">${t('page-filings')}</a></p>
    <${Heading}>${t('filing-to')} ${filing ? word(`authority-${filing.authority}`, filing.recipient?.title || filing.authority) : ''}</${Heading}>
    <${Failure} problem=${one.problem} again=${one.reload} />
    ${filing ? html`<${Head} filing=${filing} who=${who} />
      ${portal(filing) ? html`<${ByHand} filing=${filing} one=${one} me=${me} who=${who} />` : null}${filing.receipts ? html`<${Filed} filing=${filing} one=${one} who=${who} />` : null}<${Steps} filing=${filing} me=${me} one=${one} />
      <${Missing} filing=${filing} />
      <${Particulars} filing=${filing} changed=${(next) => { one.set(next); say(t('filing-saved')); }} />` : null}</div>`;
}

function Head({ filing, who }) {
  const at = WAY.indexOf(filing.state);
  return html`<section class="card stack" aria-labelledby="how-far"><div class="spread"><h2 id="how-far">${t('filing-how-far')} <${State} filing=${filing} /></h2><p><${Clock} filing=${filing} /></p></div>
    ${at >= 0 ? html`<ol class="way">${WAY.map((state, i) => html`<li key=${state} class=${i < at ? 'past' : i === at ? 'here' : ''} aria-current=${i === at ? 'step' : null}>${t(`filing-${state}`)}</li>`)}</ol>` : null}
    <dl class="facts"><dt>${t('appeal-case')}</dt><dd><a href="/console/cases/${encodeURIComponent(filing.case)}"><${Id}>${filing.case}</${Id}></a></dd>
      <dt>${t('filing-known')}</dt><dd><${Time} at=${filing.knowledgeAt} style="zone" /></dd>
      <dt>${t('filing-drafted')}</dt><dd><bdi>${who(filing.draftedBy)}</bdi> · <${Time} at=${filing.draftedAt} /></dd>
      ${filing.confirmedBy ? html`<dt>${t('filing-confirmed')}</dt><dd><bdi>${who(filing.confirmedBy)}</bdi> · <${Time} at=${filing.confirmedAt} /></dd>` : null}
      ${filing.submittedBy ? html`<dt>${t('filing-let-go')}</dt><dd><bdi>${who(filing.submittedBy)}</bdi></dd>` : null}
      ${filing.environment ? html`<dt>${t('filing-environment')}</dt><dd>${t(`environment-${filing.environment}`)}</dd>` : null}
      ${filing.reference ? html`<dt>${t('filing-reference')}</dt><dd class="mono">${filing.reference}</dd>` : null}
      ${filing.receipt ? html`<dt>${t('filing-receipt')}</dt><dd class="mono">${filing.receipt}</dd>` : null}
      ${filing.tries ? html`<dt>${t('actions-tries')}</dt><dd class="num">${filing.tries} ${filing.nextTryAt ? html`· ${t('action-again')} <${Time} at=${filing.nextTryAt} />` : null}</dd>` : null}
      ${filing.said ? html`<dt>${t('filing-said')}</dt><dd><${Outside}>${filing.said}</${Outside}></dd>` : null}
      ${filing.followsUp ? html`<dt>${t('filing-follows')}</dt><dd><a href="/console/filings/${encodeURIComponent(filing.followsUp)}"><${Id}>${filing.followsUp}</${Id}></a></dd>` : null}</dl></section>`;
}

/** What can be done with it now. Who had a part in it does not confirm it. */
function Steps({ filing, me, one }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const [document, setDocument] = useState(null);
  const post = (what, body, words) => call('POST', path`/v1/filings/${filing.id}/` + what, body)
    .then((answer) => { setProblem(null); setReason(''); setDocument(answer.body.document ?? null); one.set(answer.body); if (words) say(t(words)); }).catch(setProblem);
  const follow = () => call('POST', '/v1/filings', { case: filing.case, authority: filing.authority, followsUp: filing.id }).then(({ body }) => go(`filings/${encodeURIComponent(body.id)}`)).catch(setProblem);
  const own = filing.authors.includes(me.id);
  const is = (...states) => states.includes(filing.state);
  const confirms = is('draft') && !own;
  const needs = !filing.enough ? t('filing-not-enough') : !reason.trim() ? t('answer-needs-reason') : '';
  const confirm = () => (needs ? globalThis.document.getElementById('filing-why')?.focus() : post('confirm', { version: filing.version, reason: reason.trim() }, 'filing-confirmed-now'));
  useKeys([{ keys: 'y', label: t('filing-confirm'), run: confirm, off: !confirms }]);
  const words = is('draft', 'confirmed', 'submitting', 'submitted', 'failed');
  return html`<section class="card stack" aria-labelledby="next-step"><h2 id="next-step">${t('filing-next')}</h2>
    ${is('draft') && own ? html`<p>${t('filing-own')}</p>` : null}
    ${words ? html`<div class="field"><label for="filing-why">${t('answer-reason')}</label><textarea id="filing-why" rows="2" maxlength="2000" value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea></div>` : null}
    <${Failure} problem=${problem} again=${problem?.word === 'superseded' ? one.reload : null} />
    <div class="row">${confirms ? html`<${Press} main run=${confirm} off=${Boolean(needs)} why=${needs} keys="Y">${t('filing-confirm')}</${Press}>` : null}
      ${is('confirmed', 'failed') ? html`<${Press} main run=${() => post('submit', {}, 'filing-gone')}>${t(is('failed') ? 'try-again' : 'filing-submit')}</${Press}>` : null}
      ${is('draft', 'confirmed', 'failed') || portal(filing) ? html`<${Press} run=${() => post('submit', { dryRun: true })}>${t('filing-dry')}</${Press}>` : null}
      ${words ? html`<${Press} run=${() => post('retract', { reason: reason.trim() }, 'filing-retracted-now')} off=${!reason.trim()} why=${t('answer-needs-reason')}>${t('filing-retract')}</${Press}>` : null}
      ${is('receipted') ? html`<${Press} run=${follow}>${t('filing-follow-up')}</${Press}>` : null}
      ${is('retracting', 'retracted') ? html`<p>${t('filing-nothing-left')}</p>` : null}</div>
    ${confirms && needs ? html`<p class="small quiet" role="status">${needs}</p>` : null}
    ${document ? html`<div class="tight"><h3>${t('filing-document')}</h3><pre class="outside" tabindex="0">${document}</pre></div>` : null}</section>`;
}

/** What is needed first, then what would help most. */
function Missing({ filing }) {
  return html`<section class="card stack" aria-labelledby="missing"><div class="spread"><h2 id="missing">${t('filing-complete')}</h2>
      <p class="row"><progress max="100" value=${filing.completeness} aria-label=${t('filing-complete')}></progress> <span class="num">${filing.completeness} %</span></p></div>
    ${filing.missing.length ? html`<ul class="tight">${filing.missing.map((gap) => html`<li class="row" key=${gap.pointer}><span class="chip ${gap.needed ? 'care' : ''}">${t(gap.needed ? 'filing-needed' : 'filing-helps', { adds: gap.adds })}</span>
      <span>${gap.why}</span> <span class="mono quiet small">${gap.pointer}</span></li>`)}</ul>` : html`<p>${t('filing-all-there')}</p>`}</section>`;
}
