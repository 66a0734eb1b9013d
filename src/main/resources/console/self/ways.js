// What one signs in by: a password with codes, and passkeys. None is shown again, each can be taken away.
import { html, useState, Press, Failure, Time, useLoad } from '../ui.js';
import { t } from '../messages.js';
import { call, get, path, session } from '../calls.js';
import { say } from '../news.js';
import { Copy } from '../secret.js';
import { Qr } from './qr.js';

export function Ways() {
  const mine = useLoad(() => get('/v1/me/credentials'), []);
  const able = useLoad(() => get('/v1/sign-in'), []);
  const has = mine.value;
  return html`<section class="card stack" aria-labelledby="ways"><h2 id="ways">${t('ways')}</h2><p class="quiet small">${t('ways-what')}</p>
    <${Failure} problem=${mine.problem} again=${mine.reload} />
    ${has ? html`<${Password} has=${has} changed=${mine.reload} /><${Codes} has=${has} changed=${mine.reload} />
      ${able.value?.passkey && window.PublicKeyCredential ? html`<${Passkeys} has=${has} changed=${mine.reload} />` : able.value ? html`<p class="small quiet">${t('passkeys-not-here')}</p>` : null}` : null}</section>`;
}

const Field = ({ id, label, value, set, ...rest }) => html`<div class="field short"><label for=${id}>${label}</label>
  <input id=${id} value=${value} onInput=${(event) => set(event.target.value)} ...${rest} /></div>`;

function Password({ has, changed }) {
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [problem, setProblem] = useState(null);
  const close = () => { setOpen(false); setCurrent(''); setNext(''); setProblem(null); };
  const send = (event) => {
    event?.preventDefault();
    if (next.length < 12) return;
    call('PUT', '/v1/me/password', { password: next, ...(has.password && current && { current }) })
      .then(session).then(() => { close(); say(t('password-set')); changed(); }).catch(setProblem);
  };
  return html`<div class="stack" role="group" aria-labelledby="way-password"><div class="row"><h3 id="way-password">${t('password')}</h3><span class="chip ${has.password ? 'good' : ''}">${t(has.password ? 'way-set' : 'way-not-set')}</span>
      ${open ? null : html`<${Press} run=${() => setOpen(true)}>${t(has.password ? 'password-change' : 'password-first')}</${Press}>`}</div>
    ${open ? html`<form class="stack" onSubmit=${send}>
      ${has.password ? html`<${Field} id="password-current" type="password" autocomplete="current-password" maxlength="200" label=${t('password-current')} value=${current} set=${setCurrent} />` : null}
      <${Field} id="password-new" type="password" autocomplete="new-password" maxlength="200" aria-describedby="password-rule" label=${t('password-new')} value=${next} set=${setNext} />
      <p class="small quiet" id="password-rule">${t('password-rule')}</p><${Failure} problem=${problem} />
      <div class="row"><${Press} main run=${send} off=${next.length < 12} why=${t('password-rule')}>${t('password-save')}</${Press}><${Press} run=${close}>${t('cancel')}</${Press}></div></form>` : null}</div>`;
}

function Codes({ has, changed }) {
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [made, setMade] = useState(null);
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState(null);
  const close = () => { setOpen(false); setMade(null); setCurrent(''); setCode(''); setProblem(null); };
  const begin = (event) => {
    event?.preventDefault();
    call('POST', '/v1/me/totp', has.totp && current ? { current } : {}).then(({ body }) => { setProblem(null); setMade(body); }).catch(setProblem);
  };
  const show = (event) => {
    event?.preventDefault();
    call('PUT', '/v1/me/totp', { code }).then(() => { close(); say(t('codes-set')); changed(); }).catch(setProblem);
  };
  const whole = /^[0-9]{6}$/.test(code);
  return html`<div class="stack" role="group" aria-labelledby="way-codes"><div class="row"><h3 id="way-codes">${t('codes')}</h3><span class="chip ${has.totp ? 'good' : ''}">${t(has.totp ? 'way-set' : 'way-not-set')}</span>
      ${open ? null : html`<${Press} run=${() => setOpen(true)}>${t(has.totp ? 'codes-anew' : 'codes-first')}</${Press}>`}</div>
    ${open && !made ? html`<form class="stack" onSubmit=${begin}><p class="small">${t(has.totp ? 'codes-old-ends' : 'codes-what')}</p>
      ${has.totp && has.password ? html`<${Field} id="codes-current" type="password" autocomplete="current-password" maxlength="200" label=${t('password-current')} value=${current} set=${setCurrent} />` : null}
      <${Failure} problem=${problem} /><div class="row"><${Press} main run=${begin}>${t('codes-show')}</${Press}><${Press} run=${close}>${t('cancel')}</${Press}></div></form>` : null}
    ${made ? html`<form class="stack" onSubmit=${show}><p class="small">${t('codes-enter')}</p>
      <${Qr} value=${made.uri} label=${t('codes-square')} />
      <div class="row"><p class="mono outside secret-value" tabindex="0" role="group" aria-label=${t('codes-secret')}>${made.secret.replace(/(.{4})(?=.)/g, '$1 ')}</p><${Copy} value=${made.secret} /></div>
      <p class="small"><a href=${made.uri}>${t('codes-app')}</a></p>
      <${Field} id="codes-code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" label=${t('codes-code')} value=${code} set=${setCode} />
      <${Failure} problem=${problem} /><div class="row"><${Press} main run=${show} off=${!whole} why=${t('codes-code')}>${t('codes-confirm')}</${Press}><${Press} run=${close}>${t('cancel')}</${Press}></div></form>` : null}</div>`;
}

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

/** Makes one with the browser, and tells the service its public half. */
async function make(name) {
  const { body: wish } = await call('POST', '/v1/me/passkeys/options', {});
  const made = await navigator.credentials.create({ publicKey: {
    ...wish, challenge: bytes(wish.challenge), user: { ...wish.user, id: bytes(wish.user.id) },
    excludeCredentials: (wish.excludeCredentials || []).map((each) => ({ ...each, id: bytes(each.id) })) } });
  await call('POST', '/v1/me/passkeys', { name, credential: {
    id: made.id, rawId: text(made.rawId), type: made.type, clientExtensionResults: made.getClientExtensionResults(),
    response: { clientDataJSON: text(made.response.clientDataJSON), attestationObject: text(made.response.attestationObject), transports: made.response.getTransports?.() || [] } } });
}

function Passkeys({ has, changed }) {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState(null);
  const [refused, setRefused] = useState(false);
  const add = (event) => {
    event?.preventDefault();
    if (!name.trim()) return;
    setRefused(false);
    make(name.trim()).then(() => { setName(''); setProblem(null); say(t('passkey-added')); changed(); })
      .catch((failure) => (failure.headline ? setProblem(failure) : setRefused(true)));
  };
  const remove = (id) => call('DELETE', path`/v1/me/passkeys/${id}`).then(() => { say(t('passkey-removed')); changed(); }).catch(setProblem);
  return html`<div class="stack" role="group" aria-labelledby="way-passkeys"><h3 id="way-passkeys">${t('passkeys')}</h3>
    ${has.passkeys.length ? html`<ul class="tight">${has.passkeys.map((each) => html`<li class="row" key=${each.id}><bdi class="outside">${each.name}</bdi><span class="small quiet"><${Time} at=${each.addedAt} style="day" /></span>
      <${Press} aria-label=${t('passkey-remove', { name: each.name })} run=${() => remove(each.id)}>${t('remove')}</${Press}></li>`)}</ul>` : html`<p class="small">${t('passkeys-none')}</p>`}
    <form class="row" onSubmit=${add}><${Field} id="passkey-name" maxlength="100" label=${t('passkey-name')} value=${name} set=${setName} />
      <div class="field end"><${Press} run=${add} off=${!name.trim()} why=${t('passkey-name')}>${t('passkey-add')}</${Press}></div></form>
    ${refused ? html`<div class="told care" role="alert"><p>${t('passkey-not-made')}</p></div>` : null}<${Failure} problem=${problem} /></div>`;
}
