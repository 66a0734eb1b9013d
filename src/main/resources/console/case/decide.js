// Deciding: what it was, what is done about it, why. Kept as a draft at every touch; sent once, whatever the line does.
import { html, useState, useEffect, useMemo, Press, Failure, Id, Outside } from '../ui.js';
import { t, word, language, rule } from '../messages.js';
import { call, newKey, path } from '../calls.js';
import { useKeys } from '../keys.js';
import { draft as keptDraft, keepDraft, dropDraft } from '../drafts.js';
import { may } from '../roles.js';
import { MEASURES, OUTCOMES, possible, orders, inDays, inWords, lasts } from './measures.js';
import { usePolicy } from './policy.js';
import { say } from '../news.js';
import { Instead } from './instead.js';
import { Statement, statement } from './statement.js';

const EMPTY = { outcome: '', policy: '', measures: {}, whom: '', reason: '', notifyReporter: true, suppressNotice: '', alone: '', facts: '', ground: 'contractual', law: '' };
const GROUPS = ['call', 'account', 'keep', 'back'];

/** @param corrects the id of the decision that this takes the place of; without one it is the holder's of the claim */
export function Decide({ c, claim, me, show, corrects }) {
  const about = corrects || c.id;
  const kept = useMemo(() => keptDraft(about), [about]);
  const [draft, setDraft] = useState({ ...EMPTY, policy: c.reason || '', key: newKey(), ...kept });
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState(null);
  const [restored] = useState(Boolean(kept));
  const policy = usePolicy();
  const violation = draft.outcome === 'violation';

  const change = (changes) => setDraft((old) => {
    const next = { ...old, ...changes, key: newKey() }; // other words are another call
    keepDraft(about, next);
    return next;
  });
  const toggle = (measure) => change({
    measures: { ...draft.measures, [measure.type]: draft.measures[measure.type] ? undefined : { duration: measure.times ? measure.times[1] : undefined } },
  });
  const missing = !draft.outcome ? t('decide-needs-outcome')
    : violation && !draft.policy ? t('decide-needs-policy')
    : needsWhom(draft, c) && !draft.whom ? t('decide-needs-whom')
    : !draft.reason.trim() ? t('decide-needs-reason') : '';
  const steps = orders(draft, c).filter((order) => violation || takesBack(order.type));

  const two = steps.some((step) => policy?.takesTwo(step));
  const mayAlone = two && !corrects && may(me, 'lead') && (c.panic || c.immediateDanger);

  const send = () => {
    if (missing || sending) { document.getElementById(field(draft, violation, c))?.focus(); return; }
    setSending(true);
    setProblem(null);
    const body = {
      ...(claim && { token: claim.token }), outcome: draft.outcome, reason: draft.reason.trim(), notifyReporter: draft.notifyReporter,
      ...(violation && { policy: draft.policy }), ...(steps.length && { actions: steps }),
      ...(violation && draft.suppressNotice.trim() && { suppressNotice: draft.suppressNotice.trim() }),
      ...(violation && statement(draft) && { statement: statement(draft) }),
      ...(mayAlone && draft.alone.trim() && { alone: draft.alone.trim() }),
    };
    const where = corrects ? path`/v1/decisions/${corrects}/corrections` : path`/v1/cases/${c.id}/decisions`;
    call('POST', where, body, draft.key).then(({ status }) => {
      dropDraft(about);
      claim?.over();
      say(t(status === 202 ? (corrects ? 'corrected-waits' : 'decided-waits') : 'decided'));
      show();
    }).catch((refused) => {
      setProblem(refused);
      if (!refused.passing()) change({}); // this call had its answer; the next try is another
    }).finally(() => setSending(false));
  };

  useEffect(() => { if (kept === null) keepDraft(about, draft); }, []);
  useKeys([
    ...OUTCOMES.map((outcome, i) => ({ keys: String(i + 1), label: t(`outcome-${outcome}`), run: () => change({ outcome }) })),
    ...MEASURES.filter((measure) => measure.key).map((measure) => ({
      keys: `m ${measure.key}`, label: t(`action-${measure.type}`), run: () => toggle(measure), off: !violation || !possible(measure, c) })),
    { keys: 'd', label: t('decide-words'), run: () => document.getElementById('decide-reason').focus() },
    { keys: 'ctrl+enter', label: t('decide-send'), run: send },
  ]);

  return html`<section class="card stack decide" aria-labelledby="decide"><h2 id="decide">${t(corrects ? 'correct' : 'decide')}</h2>
    ${restored ? html`<p class="small quiet" role="status">${t('decide-restored')}</p>` : null}
    <fieldset><legend>${t('decide-outcome')}</legend><div class="choices">${OUTCOMES.map((outcome, i) => html`<label class="check choice" key=${outcome}>
      <input type="radio" name="outcome" id="outcome-${outcome}" checked=${draft.outcome === outcome} onChange=${() => change({ outcome })} />
      <span>${t(`outcome-${outcome}`)}</span><kbd class="hint" aria-hidden="true">${i + 1}</kbd></label>`)}</div></fieldset>
    ${violation ? html`<div class="field"><label for="decide-policy">${t('decide-policy')}</label>
      <select id="decide-policy" value=${draft.policy} onChange=${(event) => change({ policy: event.target.value })}>
        <option value="">${t('choose')}</option>
        ${(policy?.codes || []).map((code) => html`<option key=${code.code} value=${code.code}>${rule(code.code, code.title)}</option>`)}</select></div>` : null}
    ${violation ? html`<${Measures} c=${c} draft=${draft} change=${change} toggle=${toggle} />` : null}
    <div class="field"><label for="decide-reason">${t('decide-reason')}</label>
      <textarea id="decide-reason" maxlength="2000" value=${draft.reason} aria-describedby="decide-reason-more" onInput=${(event) => change({ reason: event.target.value })}></textarea>
      <p class="small quiet" id="decide-reason-more">${t('decide-reason-more')}</p></div>
    <label class="check"><input type="checkbox" checked=${draft.notifyReporter} onChange=${(event) => change({ notifyReporter: event.target.checked })} /> ${t('decide-tell-reporter')}</label>
    ${violation ? html`<div class="field"><label for="decide-suppress">${t('decide-suppress')}</label>
      <input id="decide-suppress" maxlength="500" value=${draft.suppressNotice} onInput=${(event) => change({ suppressNotice: event.target.value })} /></div>` : null}
    ${violation ? html`<${Statement} draft=${draft} change=${change} />` : null}
    <${Preview} c=${c} corrects=${corrects} violation=${violation} change=${change} steps=${steps} draft=${draft} policy=${policy} two=${two && !draft.alone.trim()} />
    ${mayAlone ? html`<div class="told danger field"><label for="decide-alone">${t('alone')}</label>
      <input id="decide-alone" maxlength="500" value=${draft.alone} aria-describedby="decide-alone-more" onInput=${(event) => change({ alone: event.target.value })} />
      <p class="small" id="decide-alone-more">${t('alone-more')}</p></div>` : null}
    <${Failure} problem=${problem} again=${problem?.passing() ? send : null} />
    <div class="tight"><${Press} main big run=${send} off=${Boolean(missing) || sending} why=${missing} keys="Ctrl ↵">${t(sending ? 'decide-sending' : 'decide-send')}</${Press}>
      <p class="small quiet" role="status">${missing}</p></div></section>`;
}

const takesBack = (type) => ['reinstate_account', 'unblock_rejoin', 'restore_publish', 'stop_recording', 'release_payout'].includes(type);
const needsWhom = (draft, c) => !c.account && MEASURES.some((measure) => measure.of === 'participant' && draft.measures[measure.type] && possible(measure, c));

function field(draft, violation, c) {
  if (!draft.outcome) return 'outcome-violation';
  if (violation && !draft.policy) return 'decide-policy';
  if (needsWhom(draft, c) && !draft.whom) return 'decide-whom';
  return 'decide-reason';
}

function Measures({ c, draft, change, toggle }) {
  return html`<fieldset class="stack"><legend>${t('decide-measures')}</legend>
    ${GROUPS.map((group) => {
      const all = MEASURES.filter((measure) => measure.group === group && possible(measure, c));
      return all.length ? html`<div class="tight" key=${group}><p class="label quiet">${t(`measures-${group}`)}</p>
        ${all.map((measure) => {
          const chosen = draft.measures[measure.type];
          return html`<div class="row measure" key=${measure.type}><label class="check"><input type="checkbox" checked=${Boolean(chosen)} onChange=${() => toggle(measure)} />
            <span>${t(`action-${measure.type}`)}</span>${measure.key ? html`<kbd class="hint" aria-hidden="true">M ${measure.key.toUpperCase()}</kbd>` : null}</label>
            ${chosen && measure.times ? html`<select aria-label=${t('measure-time', { action: t(`action-${measure.type}`) })} value=${chosen.duration}
              onChange=${(event) => change({ measures: { ...draft.measures, [measure.type]: { duration: event.target.value } } })}>
              ${[...new Set([...measure.times, chosen.duration])].map((time) => html`<option key=${time} value=${time}>${inWords(time)}</option>`)}</select>` : null}</div>`;
        })}</div>` : null;
    })}
    ${needsWhom(draft, c) ? html`<div class="field"><label for="decide-whom">${t('decide-whom')}</label>
      <select id="decide-whom" value=${draft.whom} onChange=${(event) => change({ whom: event.target.value })}>
        <option value="">${t('choose')}</option>${(c.roster || []).map((person) => html`<option key=${person.participantId} value=${person.participantId}>
          ${person.accountId || person.participantId} · ${word(`party-${person.role}`, person.role || '')}${person.leftAt ? ` · ${t('roster-left')}` : ''}</option>`)}</select></div>` : null}
  </fieldset>`;
}

/** In the order in which the service sends them, once it has said so; each with what it knows of the platform. */
function planned(steps, plan) {
  const rest = [...(plan || [])];
  const all = steps.map((step) => {
    const at = rest.findIndex((each) => each.type === step.type);
    return { step, plan: at < 0 ? null : rest.splice(at, 1)[0] };
  });
  const place = (one) => (one.plan ? plan.indexOf(one.plan) : steps.length);
  return all.sort((a, b) => place(a) - place(b));
}

/** What will happen, in the order in which it does; said before it is sent. */
function Preview({ c, corrects, steps, draft, policy, two, violation, change }) {
  const [told, setTold] = useState(null);
  // The service says what it would write; asked once he has stopped changing it, and without it the rest still holds.
  const wish = JSON.stringify({ outcome: draft.outcome, ...(violation && { policy: draft.policy }), reason: draft.reason.trim() || t('decide-reason'),
    ...(steps.length && { actions: steps }), notifyReporter: draft.notifyReporter,
    ...(violation && draft.suppressNotice.trim() && { suppressNotice: draft.suppressNotice.trim() }),
    ...(violation && statement(draft) && { statement: statement(draft) }) });
  const ready = draft.outcome && (!violation || draft.policy);
  useEffect(() => {
    if (!ready) { setTold(null); return undefined; }
    let here = true;
    const timer = setTimeout(() => call('POST', path`/v1/cases/${c.id}/decisions/preview`, JSON.parse(wish))
      .then(({ body }) => here && setTold(body), () => here && setTold(null)), 400);
    return () => { here = false; clearTimeout(timer); };
  }, [wish, ready]);
  if (!draft.outcome) return null;
  return html`<div class="told ${two ? 'care' : ''}"><h3>${t('preview')}</h3><ol class="preview">
    ${planned(steps, told?.plan).map(({ step, plan }, i) => html`<li key=${i}>${t(`action-${step.type}`)}${step.duration ? lasts(step) : ''}${step.target?.participantId ? html` · <${Id}>${step.target.participantId}</${Id}>` : null}
      ${policy?.takesTwo(step) ? html` <span class="chip care">${t('preview-two')}</span>` : null}
      ${plan?.limits ? html`<br /><small class="quiet"><${Outside}>${plan.limits}</${Outside}></small>` : null}
      ${plan?.fallbacks.length ? html`<br /><small class="quiet">${t('preview-else')} ${plan.fallbacks.map((each) =>
        t(each.needsPerson ? 'preview-else-asked' : 'preview-else-done', { action: t(`action-${each.type}`) })).join(', ')}</small>` : null}</li>`)}
    ${corrects ? html`<li>${t('proposal-takes-back')}${told?.instead ? html`<${Instead} instead=${told.instead} />` : null}</li>` : steps.length === 0 ? html`<li>${t('preview-nothing')}</li>` : null}
    <li>${t(draft.notifyReporter ? 'preview-tells' : 'preview-tells-not')}</li></ol>
    ${two || (told?.takesTwo && !draft.alone.trim()) ? html`<p><strong>${t('preview-two-more')}</strong></p>` : null}
    ${told?.recommended ? html`<${Recommended} recommended=${told.recommended} draft=${draft} change=${change} />` : null}
    ${told ? html`<${Told} words=${told.words} />` : null}</div>`;
}

/** The words to the account and to the reporter, in his own language where there are some. */
function Told({ words }) {
  const own = (all) => all[language()] || all.en || Object.values(all)[0];
  return html`${['account', 'reporter'].map((party) => own(words[party] || {}) && html`<details key=${party}><summary>${t(`told-${party}`)}</summary>
    <blockquote class="outside" dir="auto">${own(words[party])}</blockquote></details>`)}`;
}

/** What policy would have done; nobody is bound to it, so it is taken over only on purpose. */
function Recommended({ recommended, draft, change }) {
  const known = recommended.actions.filter((each) => MEASURES.some((measure) => measure.type === each.type));
  const take = () => change({ measures: { ...draft.measures, ...Object.fromEntries(known.map((each) => [each.type, { duration: inDays(each.duration) }])) } });
  const what = known.map((each) => `${t(`action-${each.type}`)}${lasts(each)}`).join(', ');
  return html`<div class="tight small"><p>${t(`severity-${recommended.severity}`)} · ${t('strikes-sum', { count: recommended.strikesBefore + recommended.strikesAdded })}</p>
    ${known.length ? html`<p>${t('recommended')} ${what}</p><div><${Press} run=${take}>${t('recommended-take')}</${Press}></div>` : null}</div>`;
}
