// Ends a key or a secret: a first press asks why, a second does it.
import { html, useState, Failure, Press } from '../ui.js';
import { t } from '../messages.js';
import { call, path } from '../calls.js';
import { say } from '../news.js';

/** @param {{of: string, id: string, label: string, word?: string, done: string, changed: Function}} props `of` which kind, as the API calls it; `word` on the button */
export function End({ of, id, label, word, done, changed }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const end = () => call('DELETE', `/v1/platform/${of}` + path`/${id}`, { reason: reason.trim() }).then(() => { setOpen(false); say(done); changed(); }).catch(setProblem);
  return open ? html`<div class="tight"><div class="field"><label for="end-${id}">${t('why')}</label><input id="end-${id}" maxlength="2000" value=${reason} onInput=${(event) => setReason(event.target.value)} /></div><${Failure} problem=${problem} />
      <div class="row"><${Press} run=${end} off=${!reason.trim()} why=${t('answer-needs-reason')}>${word || t('key-end')}</${Press}><${Press} run=${() => setOpen(false)}>${t('cancel')}</${Press}></div></div>`
    : html`<${Press} aria-label=${label} run=${() => setOpen(true)}>${word || t('key-end')}</${Press}>`;
}
