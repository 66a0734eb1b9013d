// Taking a filing to a portal that has no interface: where it is, what to enter, what it is known by there.
import { html, useState, Failure, Press, Outside } from '../ui.js';
import { t } from '../messages.js';
import { call, path } from '../calls.js';
import { say } from '../news.js';

/** Whether a person is to take it there now. */
export const portal = (filing) => filing.state === 'submitting' && filing.recipient?.reach === 'portal' && !filing.drill;

export function ByHand({ filing, one }) {
  const [reference, setReference] = useState('');
  const [proof, setProof] = useState('');
  const [problem, setProblem] = useState(null);
  const needs = !reference.trim() || !proof.trim();
  const done = (event) => {
    event?.preventDefault();
    if (!needs) call('POST', path`/v1/filings/${filing.id}/receipt`, { reference: reference.trim(), proof: proof.trim() }).then(({ body }) => { one.set(body); say(t('filing-receipted')); }).catch(setProblem);
  };
  const to = filing.recipient;
  return html`<section class="card stack" aria-labelledby="by-hand"><h2 id="by-hand">${t('byhand-what')}</h2><p>${t('byhand-how')}</p>
    <p class="row">${to.web ? html`<a href=${to.web} target="_blank" rel="noreferrer noopener">${t('byhand-open')}</a>` : null}${to.phone ? html`<span>${to.phone}</span>` : null}</p>
    ${to.doubt ? html`<p class="small quiet"><${Outside}>${to.doubt}</${Outside}></p>` : null}
    <form class="stack" onSubmit=${done}><div class="search"><div class="field"><label for="hand-reference">${t('filing-receipt')}</label><input id="hand-reference" maxlength="200" autocomplete="off" value=${reference} onInput=${(event) => setReference(event.target.value)} /></div>
      <div class="field"><label for="hand-proof">${t('byhand-proof')}</label><input id="hand-proof" maxlength="500" autocomplete="off" value=${proof} onInput=${(event) => setProof(event.target.value)} /></div></div>
      <${Failure} problem=${problem} again=${problem?.word === 'superseded' ? one.reload : null} />
      <div><${Press} main run=${done} off=${needs} why=${t('byhand-needs')}>${t('byhand-done')}</${Press}></div></form></section>`;
}
