// The platform as it was entered: how it is reached, which keys it has. Never a secret but a new key, once; secrets that sign are made from the shell.
import { html, useState, Heading, Failure, Press, Time, useLoad } from '../ui.js';
import { t } from '../messages.js';
import { call, get, path } from '../calls.js';
import { may } from '../roles.js';
import { say } from '../news.js';
import { Secret } from '../secret.js';

export default function Platform({ me }) {
  const one = useLoad(() => get('/v1/platform'), []);
  const platform = one.value;
  return html`<div class="stack"><${Heading}>${t('page-platform')}</${Heading}><p class="quiet">${t('platform-what')}</p>
    <${Failure} problem=${one.problem} again=${one.reload} />
    ${platform ? html`<section class="card stack" aria-labelledby="entered"><h2 id="entered"><bdi>${platform.id}</bdi></h2>
        <dl class="facts"><dt>${t('platform-connector')}</dt><dd><a href="/console/connectors">${platform.connector}</a></dd>
          <dt>${t('platform-callback')}</dt><dd>${platform.callbackHost ? html`<bdi class="outside">${platform.callbackHost}</bdi>` : t('platform-no-callback')}</dd>
          <dt>${t('platform-signed-by')}</dt><dd>${t('platform-secrets', { count: platform.callbackSecrets })}</dd>
          <dt>${t('platform-signs')}</dt><dd>${t('platform-secrets', { count: platform.signingSecrets })}</dd>
          ${platform.settings.length ? html`<dt>${t('platform-settings')}</dt><dd class="mono">${platform.settings.join(', ')}</dd>` : null}
          <dt>${t('platform-partitions')}</dt><dd class="num">${platform.partitions}</dd></dl></section>
      <section class="card stack" aria-labelledby="keys-of"><h2 id="keys-of">${t('platform-keys')}</h2><p class="small quiet">${t('platform-keys-what')}</p>
        ${platform.keys.length ? html`<div class="scroll" tabindex="0" role="group" aria-label=${t('platform-keys')}><table><thead><tr><th scope="col">${t('platform-key')}</th><th scope="col">${t('platform-may')}</th><th scope="col">${t('platform-made')}</th><th scope="col">${t('search-state')}</th>${may(me, 'admin') ? html`<th scope="col"><span class="unseen">${t('key-end')}</span></th>` : null}</tr></thead>
          <tbody>${platform.keys.map((key) => html`<tr key=${key.id}><th scope="row" class="mono">${key.id}…</th><td>${key.scopes.map((scope) => t(`scope-${scope}`)).join(', ')}</td><td><${Time} at=${key.createdAt} /></td>
            <td>${key.revokedAt ? html`<span class="chip care">${t('platform-revoked')}</span> <${Time} at=${key.revokedAt} />` : html`<span class="chip good">${t('platform-good')}</span>`}</td>${may(me, 'admin') ? html`<td>${key.revokedAt ? null : html`<${End} id=${key.id} changed=${one.reload} />`}</td>` : null}</tr>`)}</tbody></table></div>` : html`<p>${t('platform-no-keys')}</p>`}
        ${may(me, 'admin') ? html`<${Make} changed=${one.reload} />` : null}
        <details><summary>${t('platform-from-shell')}</summary><pre tabindex="0">${['signing-secret NAME', 'token-keys NAME < jwks.json', 'set NAME --rotate-secret', 'set NAME --end-old-secret'].map((each) => `pullcord platform ${each.replace('NAME', platform.id)}`).join('\n')}</pre></details></section>` : null}</div>`;
}

const SCOPES = ['events', 'standing'];

function Make({ changed }) {
  const [scopes, setScopes] = useState(SCOPES);
  const [made, setMade] = useState(null);
  const [problem, setProblem] = useState(null);
  const toggle = (scope) => setScopes(scopes.includes(scope) ? scopes.filter((each) => each !== scope) : [...scopes, scope]);
  const make = () => call('POST', '/v1/platform/keys', { scopes }).then(({ body }) => { setProblem(null); setMade(body.key); changed(); }).catch(setProblem);
  return made ? html`<${Secret} what=${t('key-made')} value=${made} done=${() => setMade(null)} />`
    : html`<div class="stack"><h3>${t('key-new')}</h3><p class="small quiet">${t('key-new-what')}</p><fieldset><legend>${t('platform-may')}</legend><div class="row">${SCOPES.map((scope) => html`<label class="check" key=${scope}><input type="checkbox" checked=${scopes.includes(scope)} onChange=${() => toggle(scope)} /> ${t(`scope-${scope}`)}</label>`)}</div></fieldset>
      <${Failure} problem=${problem} /><div><${Press} run=${make} off=${!scopes.length} why=${t('platform-may')}>${t('key-make')}</${Press}></div></div>`;
}

function End({ id, changed }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const end = () => call('DELETE', path`/v1/platform/keys/${id}`, { reason: reason.trim() }).then(() => { setOpen(false); say(t('key-ended')); changed(); }).catch(setProblem);
  return open ? html`<div class="tight"><div class="field"><label for="end-${id}">${t('why')}</label><input id="end-${id}" maxlength="2000" value=${reason} onInput=${(event) => setReason(event.target.value)} /></div><${Failure} problem=${problem} />
      <div class="row"><${Press} run=${end} off=${!reason.trim()} why=${t('answer-needs-reason')}>${t('key-end')}</${Press}><${Press} run=${() => setOpen(false)}>${t('cancel')}</${Press}></div></div>`
    : html`<${Press} aria-label=${t('key-end-one', { id })} run=${() => setOpen(true)}>${t('key-end')}</${Press}>`;
}
