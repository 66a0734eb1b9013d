// Gold: closed cases whose right answer a lead has set. They are among the reviews now and then, and measure the desk, not people.
import { html, useState, Failure, Press, Time, Id, Outside, useLoad } from '../ui.js';
import { t, rule } from '../messages.js';
import { call, get, path } from '../calls.js';
import { say } from '../news.js';
import { usePolicy } from '../case/policy.js';
import { OUTCOMES } from '../case/measures.js';

export function Gold({ wanted }) {
  const list = useLoad(() => get('/v1/quality/gold').then((body) => body.items), []);
  return html`<section class="card stack" aria-labelledby="gold"><h2 id="gold">${t('gold')}</h2><p class="small quiet">${t('gold-what')}</p>
    <${Failure} problem=${list.problem} again=${list.reload} />
    ${list.value && !list.value.length ? html`<p>${t('gold-none')}</p>` : null}
    ${(list.value || []).map((each) => html`<${One} key=${each.case} gold=${each} changed=${list.reload} />`)}
    <${Mark} wanted=${wanted} changed=${list.reload} /></section>`;
}

function One({ gold, changed }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const id = `gold-${gold.case}`;
  const unmark = () => call('DELETE', path`/v1/quality/gold/${gold.case}`, { reason: reason.trim() }).then(() => { say(t('gold-unmarked')); changed(); }).catch(setProblem);
  return html`<div class="told tight"><p class="row"><a href="/console/cases/${encodeURIComponent(gold.case)}"><${Id}>${gold.case}</${Id}></a> <strong>${t(`outcome-${gold.outcome}`)}</strong>${gold.policy ? ` · ${rule(gold.policy)}` : ''} <span class="small quiet"><${Time} at=${gold.at} style="day" /></span></p>
    <p><${Outside}>${gold.reason}</${Outside}></p>
    <details><summary>${t('gold-unmark')}</summary><div class="row"><div class="field grow"><label for=${id}>${t('why')}</label><input id=${id} maxlength="2000" value=${reason} onInput=${(event) => setReason(event.target.value)} /></div>
      <div class="field end"><${Press} run=${unmark} off=${!reason.trim()} why=${t('answer-needs-reason')}>${t('gold-unmark')}</${Press}></div></div><${Failure} problem=${problem} /></details></div>`;
}

function Mark({ wanted, changed }) {
  const policy = usePolicy();
  const [it, setIt] = useState({ case: wanted || '', outcome: '', policy: '', reason: '' });
  const [problem, setProblem] = useState(null);
  const set = (name) => (event) => setIt({ ...it, [name]: event.target.value });
  const violation = it.outcome === 'violation';
  const ready = it.case.trim() && it.outcome && it.reason.trim() && (!violation || it.policy);
  const mark = (event) => {
    event?.preventDefault();
    if (!ready) return;
    call('POST', '/v1/quality/gold', { case: it.case.trim(), outcome: it.outcome, reason: it.reason.trim(), ...(violation && { policy: it.policy }) })
      .then(() => { setProblem(null); setIt({ case: '', outcome: '', policy: '', reason: '' }); say(t('gold-marked')); changed(); }).catch(setProblem);
  };
  return html`<form class="stack" onSubmit=${mark}><h3>${t('gold-mark')}</h3><div class="search"><div class="field"><label for="gold-case">${t('case-id')}</label><input id="gold-case" value=${it.case} onInput=${set('case')} /></div>
      <div class="field"><label for="gold-outcome">${t('decide-outcome')}</label><select id="gold-outcome" value=${it.outcome} onChange=${set('outcome')}><option value="">${t('choose')}</option>${OUTCOMES.map((each) => html`<option key=${each} value=${each}>${t(`outcome-${each}`)}</option>`)}</select></div>
      ${violation ? html`<div class="field"><label for="gold-policy">${t('decide-policy')}</label><select id="gold-policy" value=${it.policy} onChange=${set('policy')}><option value="">${t('choose')}</option>${(policy?.codes || []).map((code) => html`<option key=${code.code} value=${code.code}>${rule(code.code, code.title)}</option>`)}</select></div>` : null}</div>
    <div class="field"><label for="gold-why">${t('why')}</label><textarea id="gold-why" rows="2" maxlength="2000" value=${it.reason} onInput=${set('reason')}></textarea></div>
    <${Failure} problem=${problem} /><div><${Press} run=${mark} off=${!ready} why=${t('answer-needs-reason')}>${t('gold-mark')}</${Press}></div></form>`;
}
