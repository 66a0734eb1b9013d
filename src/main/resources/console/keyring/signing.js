// What is signed with between the platform and the service: which there is, what becomes of the old one, and a new one, shown once.
import { html, useState, Failure, Press } from '../ui.js';
import { t } from '../messages.js';
import { call } from '../calls.js';
import { may } from '../roles.js';
import { Secret } from '../secret.js';
import { End } from './end.js';

export function Signing({ platform, me, changed }) {
  const admin = may(me, 'admin');
  const two = platform.callbackSecrets > 1;
  return html`<section class="card stack" aria-labelledby="signing"><h2 id="signing">${t('signing')}</h2><p class="small quiet">${t('signing-what')}</p>
    <div class="stack" role="group" aria-labelledby="signing-actions"><h3 id="signing-actions">${t('signing-actions')}</h3>
      ${platform.callbackHost ? html`<p>${t('signing-by', { count: platform.callbackSecrets })}</p>
          ${admin && !two ? html`<p class="small quiet">${t('signing-next-what')}</p>` : null}
          ${two ? html`<div class="told care stack"><p>${t('signing-two')}</p>${admin ? html`<div><${End} of="callback-secrets" id="old" label=${t('signing-end-old')} word=${t('signing-end-old')} done=${t('signing-old-ended')} changed=${changed} /></div>` : null}</div>` : null}
          ${admin ? html`<${Make} of="callback-secrets" word=${t('signing-next')} off=${two} what=${t('signing-made')} changed=${changed} />` : null}`
        : html`<p>${t('signing-nowhere')}</p>`}</div>
    <div class="stack" role="group" aria-labelledby="signing-events"><h3 id="signing-events">${t('signing-events')}</h3>
      <p class="small quiet">${t('signing-events-what')}</p>
      ${platform.signing.length ? html`<ul class="tight">${platform.signing.map((each) => html`<li class="row" key=${each.id}><span class="mono">${each.id}…</span>${admin ? html`<${End} of="signing-secrets" id=${each.id} label=${t('signing-end-one', { id: each.id })} done=${t('signing-ended')} changed=${changed} />` : null}</li>`)}</ul>` : html`<p>${t('platform-no-keys')}</p>`}
      ${admin ? html`<${Make} of="signing-secrets" word=${t('signing-make')} what=${t('signing-made')} changed=${changed} />` : null}</div></section>`;
}

/** Kept here until it is put away, also when the list beside it is read anew. */
function Make({ of, word, off, what, changed }) {
  const [made, setMade] = useState(null);
  const [problem, setProblem] = useState(null);
  const make = () => call('POST', `/v1/platform/${of}`).then(({ body }) => { setProblem(null); setMade(body.secret); changed(); }).catch(setProblem);
  return made ? html`<${Secret} what=${what} value=${made} done=${() => setMade(null)} />`
    : html`<div class="stack"><${Failure} problem=${problem} /><div><${Press} run=${make} off=${off} why=${t('signing-two-already')}>${word}</${Press}></div></div>`;
}
