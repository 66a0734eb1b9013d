// Why somebody opens a case that is not his: asked before anything of it is shown, remembered, and shown in the case.
import { html, useState, useEffect, useRef, Heading, Dialog, Press, Failure } from '../ui.js';
import { t } from '../messages.js';
import { call, path } from '../calls.js';

export function Why({ id, opened }) {
  const [asking, setAsking] = useState(true);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const field = useRef();
  useEffect(() => { if (asking) field.current?.focus(); }, [asking]);
  const say = (event) => {
    event?.preventDefault();
    if (reason.trim()) call('POST', path`/v1/cases/${id}/looks`, { reason: reason.trim() }).then(() => { setAsking(false); opened(); }).catch(setProblem);
  };
  return html`<div class="stack"><${Heading}>${t('page-case')}</${Heading}><p>${t('why-not-yours')}</p>
    <div><${Press} run=${() => setAsking(true)}>${t('why-look')}</${Press}></div>
    ${asking ? html`<${Dialog} title=${t('why-title')} close=${() => setAsking(false)}><form class="stack" onSubmit=${say}>
      <p>${t('why-what')}</p>
      <div class="field"><label for="why-reason">${t('why')}</label><input id="why-reason" ref=${field} maxlength="500" autocomplete="off" value=${reason} onInput=${(event) => setReason(event.target.value)} /></div>
      <${Failure} problem=${problem} />
      <div><${Press} main run=${say} off=${!reason.trim()} why=${t('answer-needs-reason')}>${t('why-open')}</${Press}></div></form></${Dialog}>` : null}</div>`;
}
