// Closed cases looked at again, by somebody who does not know what was decided; and how far the two agree.
import { html, useState, Heading, Failure, Press, Time, useLoad } from '../ui.js';
import { t, word } from '../messages.js';
import { call, get, path } from '../calls.js';
import { may } from '../roles.js';
import { say } from '../news.js';
import { usePolicy } from '../case/policy.js';
import { Reports } from '../case/reports.js';
import { Risk } from '../case/risk.js';
import { Gold } from '../quality/gold.js';

const OUTCOMES = ['violation', 'no_violation', 'unfounded_report', 'insufficient', 'duplicate'];

export default function Reviews({ me, query }) {
  const [given, setGiven] = useState(null);
  const [none, setNone] = useState(false);
  const [problem, setProblem] = useState(null);
  const next = () => call('POST', '/v1/quality/reviews', {}).then(({ status, body }) => {
    setProblem(null);
    setNone(status === 204);
    setGiven(body);
  }).catch(setProblem);
  const done = (words) => { say(t(words)); setGiven(null); };
  return html`<div class="stack"><${Heading}>${t('page-reviews')}</${Heading}><p class="quiet">${t('reviews-what')}</p>
    <${Failure} problem=${problem} />
    ${given ? html`<${Look} key=${given.review.id} given=${given} done=${done} />`
      : may(me, 'moderator') ? html`<div class="row"><${Press} main run=${next}>${t('reviews-next')}</${Press}>${none ? html`<p role="status">${t('reviews-none')}</p>` : null}</div>` : null}
    ${may(me, 'overseer') ? html`<${Figures} />` : null}
    ${may(me, 'lead') ? html`<${Gold} wanted=${query.get('gold')} />` : null}</div>`;
}

function Look({ given, done }) {
  const { review, case: c } = given;
  const policy = usePolicy();
  const [outcome, setOutcome] = useState('');
  const [rule, setRule] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const violation = outcome === 'violation';
  const ready = outcome && reason.trim() && (!violation || rule);
  const send = () => call('POST', path`/v1/quality/reviews/${review.id}/answers`, { outcome, reason: reason.trim(), ...(violation ? { policy: rule } : {}) })
    .then(() => done('reviews-answered')).catch(setProblem);
  const back = () => call('DELETE', path`/v1/quality/reviews/${review.id}`).then(() => done('reviews-returned')).catch(setProblem);
  return html`<section class="stack" aria-labelledby="review"><h2 id="review">${word(`reason-${c.reason}`, t('reason-none'))}</h2>
    <p class="small quiet">${t('reviews-until')} <${Time} at=${review.expiresAt} /></p>
    <${Reports} c=${c} /><${Risk} risk=${c.risk} />
    <div class="card stack"><fieldset><legend>${t('decide-outcome')}</legend>
        ${OUTCOMES.map((each) => html`<label class="row" key=${each}><input type="radio" name="review-outcome" checked=${outcome === each} onChange=${() => setOutcome(each)} /> ${t(`outcome-${each}`)}</label>`)}</fieldset>
      ${violation ? html`<div class="field"><label for="review-rule">${t('reviews-rule')}</label><select id="review-rule" value=${rule} onChange=${(event) => setRule(event.target.value)}>
        <option value="">${t('choose')}</option>${(policy?.codes || []).map((code) => html`<option key=${code.code} value=${code.code}>${code.title}</option>`)}</select></div>` : null}
      <div class="field"><label for="review-why">${t('reviews-why')}</label>
        <textarea id="review-why" rows="2" maxlength="2000" value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea></div>
      <${Failure} problem=${problem} />
      <div class="row"><${Press} main run=${send} off=${!ready} why=${t('answer-needs-reason')}>${t('reviews-send')}</${Press}>
        <${Press} run=${back}>${t('reviews-back')}</${Press}></div></div></section>`;
}

/** Of the desk as a whole. */
function Figures() {
  const quality = useLoad(() => get('/v1/quality'), []);
  const apart = useLoad(() => get('/v1/quality/disagreements?limit=50').then((body) => body.items), []);
  const rows = quality.value ? [['reviews-all', quality.value.agreement], ['reviews-gold', quality.value.gold]] : [];
  return html`<section class="stack" aria-labelledby="figures"><h2 id="figures">${t('reviews-figures')}</h2><p class="small quiet">${t('reviews-of-all')}</p>
    <${Failure} problem=${quality.problem || apart.problem} again=${quality.reload} />
    ${quality.value?.drifted ? html`<div class="told danger" role="alert">${t('reviews-drifted')}</div>` : null}
    ${quality.value ? html`<div class="card scroll" tabindex="0" role="group" aria-labelledby="figures"><table><thead><tr><th scope="col">${t('reviews-compared')}</th><th scope="col" class="num">${t('reviews-pairs')}</th>
        <th scope="col" class="num">${t('reviews-agreed')}</th><th scope="col" class="num">${t('reviews-ac1')}</th></tr></thead><tbody>
      ${rows.map(([name, each]) => html`<${Row} key=${name} name=${t(name)} figures=${each} />`)}
      ${quality.value.byReason.map((each) => html`<${Row} key=${each.reason} name=${word(`reason-${each.reason}`, t('reason-none'))} figures=${each} />`)}</tbody></table></div>` : null}
    ${(apart.value || []).map((each) => html`<p class="card" key=${each.review}><a href="/console/cases/${encodeURIComponent(each.case)}">${word(`reason-${each.reason}`, t('reason-none'))}</a>:
      ${t(`outcome-${each.first.outcome}`)} ${each.first.policy || ''} · ${t(`outcome-${each.second.outcome}`)} ${each.second.policy || ''}
      ${each.second.reason ? html`<blockquote class="outside" dir="auto">${each.second.reason}</blockquote>` : null}</p>`)}</section>`;
}

function Row({ name, figures }) {
  return html`<tr><th scope="row">${name}</th><td class="num">${figures.pairs}</td><td class="num">${figures.pairs ? `${Math.round(figures.agreed * 100)} %` : '–'}</td>
    <td class="num">${figures.ac1 === undefined ? '–' : figures.ac1.toFixed(2)}</td></tr>`;
}
