// The platform as it was entered: how it is reached, which keys it has. Never a secret; keys are made and revoked from the shell.
import { html, Heading, Failure, Time, useLoad } from '../ui.js';
import { t } from '../messages.js';
import { get } from '../calls.js';

export default function Platform() {
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
        ${platform.keys.length ? html`<div class="scroll" tabindex="0" role="group" aria-label=${t('platform-keys')}><table><thead><tr><th scope="col">${t('platform-key')}</th><th scope="col">${t('platform-may')}</th><th scope="col">${t('platform-made')}</th><th scope="col">${t('search-state')}</th></tr></thead>
          <tbody>${platform.keys.map((key) => html`<tr key=${key.id}><th scope="row" class="mono">${key.id}…</th><td>${key.scopes.map((scope) => t(`scope-${scope}`)).join(', ')}</td><td><${Time} at=${key.createdAt} /></td>
            <td>${key.revokedAt ? html`<span class="chip care">${t('platform-revoked')}</span> <${Time} at=${key.revokedAt} />` : html`<span class="chip good">${t('platform-good')}</span>`}</td></tr>`)}</tbody></table></div>` : html`<p>${t('platform-no-keys')}</p>`}
        <details><summary>${t('platform-from-shell')}</summary><pre tabindex="0">pullcord platform key ${platform.id}
pullcord platform revoke ${platform.id} ${'<'} key.txt
pullcord platform signing-secret ${platform.id}
pullcord platform set ${platform.id} --rotate-secret
pullcord platform set ${platform.id} --end-old-secret</pre></details></section>` : null}</div>`;
}
