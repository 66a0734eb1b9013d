// Something that is shown once and never again: first said, then shown, so that nobody else's eyes are on it by chance.
import { html, useState, Press } from './ui.js';
import { t } from './messages.js';
import { say } from './news.js';

/** @param {{what: string, value: string, done: Function}} props `done` when it is put away; nothing here keeps it */
export function Secret({ what, value, done }) {
  const [open, setOpen] = useState(false);
  return html`<div class="told care stack secret" role="status"><p><strong>${what}</strong> ${t('secret-once')}</p>
    ${open ? html`<p class="mono outside secret-value" tabindex="0">${value}</p>
        <div class="row"><${Copy} value=${value} /><${Press} main run=${done}>${t('secret-done')}</${Press}></div>`
      : html`<div class="row"><${Press} main run=${() => setOpen(true)}>${t('secret-show')}</${Press}></div>`}</div>`;
}

/** Puts it on the clipboard, where the browser has one; what is shown can be selected all the same. */
export function Copy({ value }) {
  const copy = () => navigator.clipboard.writeText(value).then(() => say(t('secret-copied')), () => say(t('secret-not-copied')));
  return navigator.clipboard ? html`<${Press} run=${copy}>${t('secret-copy')}</${Press}>` : null;
}
