// What else can be done with a case one holds: hand it back, put it off, hand it up. Each says why, and is remembered.
import { html, useState, Press, Dialog, Failure } from '../ui.js';
import { t, when } from '../messages.js';
import { call, path } from '../calls.js';
import { now } from '../clock.js';
import { useKeys } from '../keys.js';
import { dropDraft } from '../drafts.js';
import { go } from '../route.js';
import { say } from '../news.js';

const OFF_FOR = [5, 15, 30, 60, 180];
const ABOVE = { moderator: ['senior', 'lead'], senior: ['lead'], lead: ['admin'], admin: [] };

export function Handover({ c, claim, me }) {
  const [open, setOpen] = useState(null);
  const [problem, setProblem] = useState(null);
  const close = () => { setOpen(null); setProblem(null); };
  const done = (words) => { dropDraft(c.id); claim.over(); say(words); go('desk'); };
  const post = (where, body, words) => call('POST', path`/v1/cases/${c.id}/` + where, { token: claim.token, ...body }).then(() => done(words)).catch(setProblem);
  // What he holds goes back by itself, and he is given nothing more until he says so.
  const stop = () => call('POST', '/v1/me/stop', {}).then(() => done(t('stopped'))).catch(setProblem);
  const back = (reason) => call('DELETE', path`/v1/claims/${c.id}`, { token: claim.token, reason }).then(() => done(t('handed-back'))).catch(setProblem);
  const above = ABOVE[me.role] || [];
  useKeys([
    { keys: 'b', label: t('hand-back'), run: () => setOpen('back') },
    { keys: 'z', label: t('put-off'), run: () => setOpen('off') },
    { keys: 'u', label: t('hand-up'), run: () => setOpen('up'), off: above.length === 0 },
    { keys: 'shift+s', label: t('stop'), run: stop },
  ]);
  return html`<section class="card tight" aria-label=${t('handover')}>
    <div class="row"><${Press} run=${() => setOpen('back')} keys="B">${t('hand-back')}</${Press}>
      <${Press} run=${() => setOpen('off')} keys="Z">${t('put-off')}</${Press}>
      ${above.length ? html`<${Press} run=${() => setOpen('up')} keys="U">${t('hand-up')}</${Press}>` : null}</div>
    <p><${Press} plain run=${stop} keys="⇧ S">${t('stop')}</${Press}></p>
    ${open ? null : html`<${Failure} problem=${problem} />`}
    ${open === 'back' ? html`<${Why} title=${t('hand-back')} more=${t('hand-back-more')} close=${close} problem=${problem} send=${(why) => back(why)} />` : null}
    ${open === 'up' ? html`<${Up} above=${above} close=${close} problem=${problem} send=${(to, reason) => post('escalations', { to, reason }, t('handed-up'))} />` : null}
    ${open === 'off' ? html`<${Off} close=${close} problem=${problem} send=${(until, reason) => post('snoozes', { until, reason }, t('was-put-off', { until: when(until, 'short') }))} />` : null}
  </section>`;
}

function Why({ title, more, close, problem, send, children, ready = true }) {
  const [why, setWhy] = useState('');
  const go = (event) => { event?.preventDefault(); if (why.trim() && ready) send(why.trim()); };
  return html`<${Dialog} title=${title} close=${close}><form class="stack" onSubmit=${go}>
    <p>${more}</p>${children}
    <div class="field"><label for="why">${t('why')}</label><input id="why" autofocus value=${why} maxlength="1000" onInput=${(event) => setWhy(event.target.value)} /></div>
    <${Failure} problem=${problem} />
    <div class="row"><${Press} main run=${go} off=${!why.trim() || !ready} why=${t('why-needed')} keys="↵">${title}</${Press}></div></form></${Dialog}>`;
}

function Up({ above, close, problem, send }) {
  const [to, setTo] = useState(above[0]);
  return html`<${Why} title=${t('hand-up')} more=${t('hand-up-more')} close=${close} problem=${problem} send=${(why) => send(to, why)}>
    <div class="field"><label for="to">${t('hand-up-to')}</label><select id="to" value=${to} onChange=${(event) => setTo(event.target.value)}>
      ${above.map((role) => html`<option key=${role} value=${role}>${t(`role-${role}`)}</option>`)}</select></div></${Why}>`;
}

function Off({ close, problem, send }) {
  const [minutes, setMinutes] = useState(15);
  const until = () => new Date(now() + minutes * 60_000).toISOString();
  return html`<${Why} title=${t('put-off')} more=${t('put-off-more')} close=${close} problem=${problem} send=${(why) => send(until(), why)}>
    <div class="field"><label for="for">${t('put-off-for')}</label><select id="for" value=${minutes} onChange=${(event) => setMinutes(Number(event.target.value))}>
      ${OFF_FOR.map((each) => html`<option key=${each} value=${each}>${t('minutes', { count: each })}</option>`)}</select></div></${Why}>`;
}
