// How the platform's calls are reached: what works, what is set up unsafely, what can be asked.
import { html, Heading, Failure, Press, Time, Outside, useLoad } from '../ui.js';
import { t, word } from '../messages.js';
import { get } from '../calls.js';

const GOOD = { up: 'good', degraded: 'care', down: 'danger' };

function Connector({ one }) {
  const title = `connector-${one.connector}`;
  return html`<section class="card stack" aria-labelledby=${title}><h2 id=${title}>${one.connector} <span class=${`chip ${GOOD[one.state]}`}>${t(`connector-${one.state}`)}</span></h2>
    <p class="quiet">${t('connector-checked')} <${Time} at=${one.checkedAt} />. ${t(one.tells ? 'connector-tells' : 'connector-silent')}</p>
    ${one.findings.length ? html`<ul>${one.findings.map((each) => html`<li key=${each}><${Outside}>${each}</${Outside}></li>`)}</ul>` : null}
    ${one.capabilities.length ? html`<div class="scroll" tabindex="0" role="group" aria-label=${t('connector-can')}><table><thead><tr><th scope="col">${t('connector-can')}</th><th scope="col">${t('connector-limits')}</th></tr></thead>
      <tbody>${one.capabilities.map((each) => html`<tr key=${each.action}><th scope="row">${word(`action-${each.action}`, each.action)}</th>
        <td>${each.limits ? html`<${Outside}>${each.limits}</${Outside}>` : t(`connector-${each.support}`)}</td></tr>`)}</tbody></table></div>` : null}</section>`;
}

export default function Connectors() {
  const list = useLoad(() => get('/v1/connectors').then((body) => body.items), []);
  return html`<div class="stack"><${Heading}>${t('page-connectors')}</${Heading}><p class="quiet">${t('connectors-what')}</p>
    <${Failure} problem=${list.problem} again=${list.reload} />
    ${list.value ? html`<p><${Press} run=${list.reload}>${t('connector-look')}</${Press}></p>` : null}
    ${(list.value ?? []).map((one) => html`<${Connector} key=${one.connector} one=${one} />`)}</div>`;
}
