// What the service knows of one's wishes: reasons that one is given no case of, and how evidence opens. Nobody else sees them.
import { html, useState, Press, Failure, useLoad } from '../ui.js';
import { t, word } from '../messages.js';
import { call, get } from '../calls.js';
import { say } from '../news.js';
import { wishes } from '../me.js';
import { REASONS } from '../reasons.js';

export function Wishes() {
  const me = useLoad(() => get('/v1/me'), []);
  return html`<section class="card stack" aria-labelledby="wishes"><h2 id="wishes">${t('wishes')}</h2><p class="quiet small">${t('wishes-what')}</p>
    <${Failure} problem=${me.problem} again=${me.reload} />
    ${me.value ? html`<${Form} me=${me.value} />` : null}</section>`;
}

function Form({ me }) {
  const [wish, setWish] = useState({ ...me.preferences, optOuts: me.optOuts || [] });
  const [problem, setProblem] = useState(null);
  const toggle = (reason) => setWish({ ...wish, optOuts: wish.optOuts.includes(reason) ? wish.optOuts.filter((each) => each !== reason) : [...wish.optOuts, reason] });
  const save = () => call('PUT', '/v1/me/preferences', wish).then(({ body }) => { setProblem(null); wishes(body.preferences); say(t('wishes-kept')); }).catch(setProblem);
  return html`<fieldset><legend>${t('me-viewer')}</legend><div class="row">${['greyscale', 'blur', 'mute'].map((each) => html`<label class="check" key=${each}>
      <input type="checkbox" checked=${wish[each] !== false} onChange=${() => setWish({ ...wish, [each]: wish[each] === false })} /> ${t(`wish-${each}`)}</label>`)}</div></fieldset>
    ${me.role === 'auditor' ? null : html`<fieldset><legend>${t('wish-reasons')}</legend><div class="choices many">${REASONS.map((reason) => html`<label class="check" key=${reason}>
      <input type="checkbox" checked=${wish.optOuts.includes(reason)} onChange=${() => toggle(reason)} /> <span>${word(`reason-${reason}`, reason)}</span></label>`)}</div></fieldset>`}
    <${Failure} problem=${problem} /><div><${Press} run=${save}>${t('wishes-keep')}</${Press}></div>`;
}
