// A reference to what the platform keeps. Nothing is shown here: who must look opens the platform's own viewer, on purpose.
import { html, useState, Press, Dialog, Time, Failure, Outside } from '../ui.js';
import { t, word } from '../messages.js';
import { call, path } from '../calls.js';
import { wishes } from '../me.js';

export function Evidence({ evidence, c }) {
  const [asking, setAsking] = useState(false);
  return html`<p class="row small evidence"><span class="chip">${word(`evidence-${evidence.kind}`, evidence.kind)}</span>
    <span>${t('evidence-kept', { by: word(`evidence-by-${evidence.capturedBy}`, evidence.capturedBy || '') })}</span>
    ${evidence.capturedAt ? html`<${Time} at=${evidence.capturedAt} />` : null}
    ${evidence.href ? html`<${Press} run=${() => setAsking(true)}>${t('evidence-look')}</${Press}>` : html`<span class="quiet">${t('evidence-nowhere')}</span>`}
    ${asking ? html`<${Look} evidence=${evidence} c=${c} close=${() => setAsking(false)} />` : null}</p>`;
}

function Look({ evidence, c, close }) {
  const [why, setWhy] = useState('');
  const [problem, setProblem] = useState(null);
  const [href, setHref] = useState(null);
  const [clear, setClear] = useState(false);
  const wish = wishes();
  const veil = clear ? '' : `${wish.greyscale ? 'grey' : ''} ${wish.blur ? 'blurred' : ''}`;
  const look = () => call('POST', path`/v1/cases/${c.id}/evidence/${evidence.id}/views`, { reason: why.trim() })
    .then(({ body }) => setHref(body.href)).catch(setProblem);
  return html`<${Dialog} title=${t('evidence-look')} close=${close}>
    ${href
      ? html`<p class="small">${t('evidence-mild')}</p>
          <div class="viewer ${veil}"><iframe src=${href} sandbox="allow-scripts" referrerpolicy="no-referrer" allow=${wish.mute ? '' : 'autoplay'} title=${t('evidence-frame')}></iframe></div>
          <div class="row"><${Press} run=${() => setClear(!clear)}>${t(clear ? 'evidence-blur' : 'evidence-clear')}</${Press}>
            <a class="button" href=${href} target="_blank" rel="noopener noreferrer">${t('evidence-tab')}</a></div>`
      : html`<p>${t('evidence-why-more')}</p>
          <div class="field"><label for="why-look">${t('evidence-why')}</label>
            <input id="why-look" autofocus value=${why} maxlength="500" onInput=${(event) => setWhy(event.target.value)} /></div>
          <${Failure} problem=${problem} />
          <div class="row"><${Press} main run=${look} off=${!why.trim()} why=${t('evidence-why')}>${t('evidence-open')}</${Press}></div>`}
  </${Dialog}>`;
}
