// How a person likes it here.
import { html, useState, Heading, Press } from '../ui.js';
import { t, LANGUAGES, language } from '../messages.js';
import { looks, like } from '../me.js';
import { singleKeys } from '../keys.js';
import { call } from '../calls.js';
import { dropDrafts } from '../drafts.js';
import { stop } from '../live.js';

export default function MePage({ me }) {
  const [wanted, setWanted] = useState(looks());
  const set = (changes) => {
    setWanted(like(changes));
    if ('keys' in changes) singleKeys(changes.keys !== 'off');
    if ('language' in changes) location.reload();
  };
  const choice = (name, values, chosen) => html`<fieldset><legend>${t(`me-${name}`)}</legend><div class="row">${values.map((value) => html`<label class="check" key=${value}>
    <input type="radio" name=${name} checked=${chosen === value} onChange=${() => set({ [name]: value })} /> ${t(`me-${name}-${value}`)}</label>`)}</div></fieldset>`;
  const out = () => { stop(); dropDrafts(true); call('DELETE', '/v1/session').finally(() => location.assign('/signin')); };
  return html`<div class="stack"><${Heading}>${t('page-me')}</${Heading}>
    <section class="card stack"><dl class="facts"><dt>${t('me-name')}</dt><dd><bdi>${me.name}</bdi></dd><dt>${t('me-role')}</dt><dd>${t(`role-${me.role}`)}</dd>
      <dt>${t('me-platform')}</dt><dd><bdi>${me.platform}</bdi></dd><dt>${t('me-zone')}</dt><dd>${Intl.DateTimeFormat().resolvedOptions().timeZone}</dd></dl></section>
    <section class="card stack">
      <div class="field" style=${{ maxInlineSize: '20rem' }}><label for="language">${t('me-language')}</label><select id="language" value=${language()} onChange=${(event) => set({ language: event.target.value })}>
        ${LANGUAGES.map((each) => html`<option key=${each.code} value=${each.code} lang=${each.code}>${each.name}${each.machine ? ` (${t('me-machine')})` : ''}</option>`)}</select></div>
      ${choice('theme', ['system', 'light', 'dark'], wanted.theme || 'system')}
      ${choice('motion', ['system', 'less'], wanted.motion || 'system')}
      ${choice('keys', ['on', 'off'], wanted.keys || 'on')}
      ${choice('viewer', ['mild', 'plain'], wanted.viewer || 'mild')}</section>
    <div><${Press} run=${out}>${t('sign-out')}</${Press}></div></div>`;
}
