// Taking a filing to a portal that has no interface: who is there with it, what to enter, what it is known by there.
import { html, useState, useTick, Failure, Press, Outside, Time } from '../ui.js';
import { t } from '../messages.js';
import { call, path } from '../calls.js';
import { may } from '../roles.js';
import { say } from '../news.js';

/** Whether a person is to take it there now. */
export const portal = (filing) => filing.state === 'submitting' && filing.recipient?.reach === 'portal' && !filing.drill;

export function ByHand({ filing, one, me, who }) {
  const [problem, setProblem] = useState(null);
  const here = filing.takenBy && new Date(filing.takenUntil) > useTick() ? filing.takenBy : null;
  const go = (method, words) => call(method, path`/v1/filings/${filing.id}/taking`, method === 'POST' ? {} : undefined)
    .then(({ body }) => { setProblem(null); one.set(body); say(t(words)); })
    .catch((refused) => { setProblem(refused); if (refused.word === 'already-taken') one.reload(); });
  const take = (words, main) => html`<${Press} main=${main} run=${() => go('POST', 'byhand-taken')}>${t(words)}</${Press}>`;
  const to = filing.recipient;
  const others = here && here !== me.id;
  return html`<section class="card stack" aria-labelledby="by-hand"><h2 id="by-hand">${t('byhand-what')}</h2><p>${t('byhand-how')}</p>
    <p class="row">${to.web ? html`<a href=${to.web} target="_blank" rel="noreferrer noopener">${t('byhand-open')}</a>` : null}${to.phone ? html`<span>${to.phone}</span>` : null}</p>
    ${to.doubt ? html`<p class="small quiet"><${Outside}>${to.doubt}</${Outside}></p>` : null}
    <p>${here ? html`<span class="chip ${others ? 'care' : 'accent'}">${t(others ? 'byhand-others' : 'byhand-yours')}</span> ${others ? html`<bdi>${who(here)}</bdi> · ` : null}<${Time} at=${filing.takenUntil} />` : t('byhand-nobodys')}</p>
    <div class="row">${others ? (may(me, 'admin') ? take('byhand-over') : null) : here ? take('byhand-longer') : take('byhand-take', true)}
      ${here && !others ? html`<${Press} run=${() => go('DELETE', 'byhand-given')}>${t('byhand-back')}</${Press}>` : null}</div>
    <${Failure} problem=${problem} />
    ${others ? null : html`<${Reference} filing=${filing} one=${one} />`}</section>`;
}

/** What was brought there, by whom, when; and that it was once more, which nobody is to say by mistake. */
export function Filed({ filing, one, who }) {
  return html`<section class="card stack" aria-labelledby="filed"><h2 id="filed">${t('byhand-filed')}</h2>
    <ul class="stack plain">${filing.receipts.map((each) => html`<li key=${each.reference} class="tight"><p><span class="mono"><${Outside}>${each.reference}</${Outside}></span> · <bdi>${who(each.by)}</bdi> · <${Time} at=${each.at} /></p>
      <p class="small"><${Outside}>${each.proof}</${Outside}></p></li>`)}</ul>
    <details><summary>${t('byhand-again')}</summary><div class="stack"><p class="small quiet">${t('byhand-again-what')}</p><${Reference} filing=${filing} one=${one} again /></div></details></section>`;
}

function Reference({ filing, one, again }) {
  const [reference, setReference] = useState('');
  const [proof, setProof] = useState('');
  const [problem, setProblem] = useState(null);
  const needs = !reference.trim() || !proof.trim();
  const done = (event) => {
    event?.preventDefault();
    if (!needs) {
      call('POST', path`/v1/filings/${filing.id}/receipt`, { reference: reference.trim(), proof: proof.trim(), ...(again && { again }) })
        .then(({ body }) => { setProblem(null); setReference(''); setProof(''); one.set(body); say(t('filing-receipted')); }).catch(setProblem);
    }
  };
  return html`<form class="stack" onSubmit=${done}><div class="search"><div class="field"><label for="hand-reference">${t('filing-receipt')}</label><input id="hand-reference" maxlength="200" autocomplete="off" value=${reference} onInput=${(event) => setReference(event.target.value)} /></div>
      <div class="field"><label for="hand-proof">${t('byhand-proof')}</label><input id="hand-proof" maxlength="500" autocomplete="off" value=${proof} onInput=${(event) => setProof(event.target.value)} /></div></div>
      <${Failure} problem=${problem} again=${['superseded', 'already-receipted', 'already-taken'].includes(problem?.word) ? one.reload : null} />
      <div><${Press} main run=${done} off=${needs} why=${t('byhand-needs')}>${t(again ? 'byhand-again-done' : 'byhand-done')}</${Press}></div></form>`;
}
