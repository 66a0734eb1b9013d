// The platform as it was entered: how it is reached, which keys it has. Never a secret but a new one, once.
import { html, useState, Heading, Failure, Press, Time, useLoad } from '../ui.js';
import { t } from '../messages.js';
import { call, get } from '../calls.js';
import { may } from '../roles.js';
import { Secret } from '../secret.js';
import { End } from '../keyring/end.js';
import { Signing } from '../keyring/signing.js';

export default function Platform({ me }) {
  const one = useLoad(() => get('/v1/platform'), []);
  const platform = one.value;
  return html`<div class="stack"><${Heading}>${t('page-platform')}</${Heading}><p class="quiet">${t('platform-what')}</p>
    <${Failure} problem=${one.problem} again=${one.reload} />
    ${platform ? html`<section class="card stack" aria-labelledby="entered"><h2 id="entered"><bdi>${platform.id}</bdi></h2>
        <dl class="facts"><dt>${t('platform-connector')}</dt><dd><a href="/console/connectors">${platform.connector}</a></dd>
          <dt>${t('platform-callback')}</dt><dd>${platform.callbackHost ? html`<bdi class="outside">${platform.callbackHost}</bdi>` : t('platform-no-callback')}</dd>
          ${platform.settings.length ? html`<dt>${t('platform-settings')}</dt><dd class="mono">${platform.settings.join(', ')}</dd>` : null}
          <dt>${t('platform-partitions')}</dt><dd class="num">${platform.partitions}</dd></dl></section>
      <section class="card stack" aria-labelledby="keys-of"><h2 id="keys-of">${t('platform-keys')}</h2><p class="small quiet">${t('platform-keys-what')}</p>
        ${platform.keys.length ? html`<div class="scroll" tabindex="0" role="group" aria-label=${t('platform-keys')}><table><thead><tr><th scope="col">${t('platform-key')}</th><th scope="col">${t('platform-may')}</th><th scope="col">${t('platform-made')}</th><th scope="col">${t('search-state')}</th>${may(me, 'admin') ? html`<th scope="col"><span class="unseen">${t('key-end')}</span></th>` : null}</tr></thead>
          <tbody>${platform.keys.map((key) => html`<tr key=${key.id}><th scope="row" class="mono">${key.id}…</th><td>${key.scopes.map((scope) => t(`scope-${scope}`)).join(', ')}</td><td><${Time} at=${key.createdAt} /></td>
            <td>${key.revokedAt ? html`<span class="chip care">${t('platform-revoked')}</span> <${Time} at=${key.revokedAt} />` : html`<span class="chip good">${t('platform-good')}</span>`}</td>${may(me, 'admin') ? html`<td>${key.revokedAt ? null : html`<${End} of="keys" id=${key.id} label=${t('key-end-one', { id: key.id })} done=${t('key-ended')} changed=${one.reload} />`}</td>` : null}</tr>`)}</tbody></table></div>` : html`<p>${t('platform-no-keys')}</p>`}
        ${may(me, 'admin') ? html`<${Make} changed=${one.reload} />` : null}
        </section>
      <${Signing} platform=${platform} me=${me} changed=${one.reload} />
      <section class="card"><details><summary>${t('platform-from-shell')}</summary><pre tabindex="0">${['set NAME --callback URL', 'token-keys NAME < jwks.json', 'connect NAME'].map((each) => `pullcord platform ${each.replace('NAME', platform.id)}`).join('\n')}</pre></details></section>` : null}</div>`;
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
