// A meeting's case, when it is known whom it is about: it goes on as that account's.
import { html, useState, Press, Dialog, Failure } from '../ui.js';
import { t, word } from '../messages.js';
import { call, path } from '../calls.js';
import { useKeys } from '../keys.js';
import { dropDraft } from '../drafts.js';
import { go } from '../route.js';
import { say } from '../news.js';

export function Attribute({ c, claim }) {
  const [open, setOpen] = useState(false);
  const [account, setAccount] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const can = c.subject.kind === 'meeting';
  useKeys([{ keys: 'i', label: t('attribute'), run: () => setOpen(true), off: !can }]);
  if (!can) return null;
  const known = (c.roster || []).filter((person) => person.accountId);
  const send = (event) => {
    event?.preventDefault();
    if (!account || !reason.trim()) return;
    call('POST', path`/v1/cases/${c.id}/attributions`, { token: claim.token, account, reason: reason.trim() }).then(({ body }) => {
      dropDraft(c.id);
      claim.over();
      say(t('attributed'));
      const next = body.case?.id;
      if (next) go(`cases/${encodeURIComponent(next)}`); else go('desk');
    }).catch(setProblem);
  };
  return html`<section class="card"><${Press} run=${() => setOpen(true)} keys="I">${t('attribute')}</${Press}>
    ${open ? html`<${Dialog} title=${t('attribute')} close=${() => setOpen(false)}><form class="stack" onSubmit=${send}>
      <p>${t('attribute-more')}</p>
      <div class="field"><label for="whom">${t('attribute-whom')}</label><select id="whom" autofocus value=${account} onChange=${(event) => setAccount(event.target.value)}>
        <option value="">${t('choose')}</option>${known.map((person) => html`<option key=${person.participantId} value=${person.accountId}>${person.accountId} · ${word(`party-${person.role}`, person.role || '')}</option>`)}</select></div>
      <div class="field"><label for="whom-why">${t('why')}</label><input id="whom-why" value=${reason} maxlength="500" onInput=${(event) => setReason(event.target.value)} /></div>
      <${Failure} problem=${problem} />
      <div class="row"><${Press} main run=${send} off=${!account || !reason.trim()} why=${t('why-needed')} keys="↵">${t('attribute')}</${Press}></div></form></${Dialog}>` : null}</section>`;
}
