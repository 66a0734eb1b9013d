// Personal tokens: what a script of one's own calls the service with.
import { html, useState, Press, Failure, Time, useLoad } from '../ui.js';
import { t } from '../messages.js';
import { call, get, path } from '../calls.js';
import { say } from '../news.js';
import { Secret } from '../secret.js';

const SCOPES = ['read', 'desk', 'policies', 'people'];

export function Tokens() {
  const list = useLoad(() => get('/v1/me/tokens?limit=200').then((body) => body.items), []);
  const [made, setMade] = useState(null);
  const [problem, setProblem] = useState(null);
  const revoke = (id) => call('DELETE', path`/v1/me/tokens/${id}`).then(() => { setProblem(null); say(t('token-revoked')); list.reload(); }).catch(setProblem);
  return html`<section class="card stack" aria-labelledby="tokens"><h2 id="tokens">${t('tokens')}</h2><p class="quiet small">${t('tokens-what')}</p>
    <${Failure} problem=${problem || list.problem} again=${list.reload} />
    ${list.value?.length ? html`<div class="scroll" tabindex="0" role="group" aria-label=${t('tokens')}><table><thead><tr><th scope="col">${t('me-name')}</th><th scope="col">${t('token-may')}</th><th scope="col">${t('token-until')}</th><th scope="col"><span class="unseen">${t('token-revoke')}</span></th></tr></thead>
      <tbody>${list.value.map((each) => html`<tr key=${each.id}><th scope="row"><bdi class="outside">${each.name || t('token-nameless')}</bdi></th><td>${each.scopes.map((scope) => t(`token-${scope}`)).join(', ')}</td>
        <td class="whole">${each.expiresAt ? html`<${Time} at=${each.expiresAt} style="day" />` : '–'}</td>
        <td><${Press} aria-label=${t('token-revoke-one', { name: each.name || each.id })} run=${() => revoke(each.id)}>${t('token-revoke')}</${Press}></td></tr>`)}</tbody></table></div>` : null}
    ${made ? html`<${Secret} what=${t('token-made')} value=${made} done=${() => setMade(null)} />`
      : html`<${Make} made=${(token) => { setMade(token); list.reload(); }} />`}</section>`;
}

function Make({ made }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState(['read']);
  const [days, setDays] = useState(90);
  const [problem, setProblem] = useState(null);
  const ready = name.trim() && scopes.length && days >= 1 && days <= 366;
  const toggle = (scope) => setScopes(scopes.includes(scope) ? scopes.filter((each) => each !== scope) : [...scopes, scope]);
  const send = (event) => {
    event?.preventDefault();
    if (ready) call('POST', '/v1/me/tokens', { name: name.trim(), scopes, days: Number(days) }).then(({ body }) => made(body.token)).catch(setProblem);
  };
  return html`<form class="stack" onSubmit=${send}><div class="search"><div class="field"><label for="token-name">${t('token-name')}</label><input id="token-name" maxlength="100" value=${name} onInput=${(event) => setName(event.target.value)} /></div>
      <div class="field"><label for="token-days">${t('token-days')}</label><input id="token-days" type="number" min="1" max="366" value=${days} onInput=${(event) => setDays(event.target.value)} /></div></div>
    <fieldset><legend>${t('token-may')}</legend><div class="row">${SCOPES.map((scope) => html`<label class="check" key=${scope}><input type="checkbox" checked=${scopes.includes(scope)} onChange=${() => toggle(scope)} /> ${t(`token-${scope}`)}</label>`)}</div></fieldset>
    <${Failure} problem=${problem} /><div><${Press} run=${send} off=${!ready} why=${t('token-name')}>${t('token-make')}</${Press}></div></form>`;
}
