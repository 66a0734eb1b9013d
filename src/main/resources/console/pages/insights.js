// How the desk does, for who leads it: what waits, what came in, how long it took, how often it was right. Of cases, never of people.
import { html, Heading, Failure, Press, Time, useLoad } from '../ui.js';
import { t } from '../messages.js';
import { get } from '../calls.js';
import { go } from '../route.js';
import { may } from '../roles.js';
import { Now } from '../figures/now.js';
import { Flow } from '../figures/flow.js';
import { Times } from '../figures/times.js';
import { Right } from '../figures/right.js';
import { Done } from '../figures/done.js';
import { Team } from '../figures/team.js';
import FigureCases from '../figures/cases.js';

export const WINDOWS = ['P1D', 'P7D', 'P30D', 'P90D'];

export default function Insights({ me, rest, query }) {
  return rest === 'cases' ? html`<${FigureCases} query=${query} />` : html`<${Board} me=${me} query=${query} />`;
}

function Board({ me, query }) {
  const window = WINDOWS.includes(query.get('window')) ? query.get('window') : 'P7D';
  const figures = useLoad(() => get(`/v1/insights/figures?window=${window}`), [window]);
  const made = figures.value;
  const short = made && made.since > made.from;
  return html`<div class="stack figures"><div class="spread"><${Heading}>${t('page-insights')}</${Heading}>
      <div class="row"><label for="window">${t('figures-window')}</label><select id="window" class="narrow" value=${window} onChange=${(event) => go(`insights?window=${event.target.value}`)}>
        ${WINDOWS.map((each) => html`<option key=${each} value=${each}>${t(`window-${each}`)}</option>`)}</select>
        <${Press} run=${figures.reload}>${t('figures-again')}</${Press}></div></div>
    <p class="quiet">${t('figures-what')} ${made ? html`${t('figures-at')} <${Time} at=${made.to} />.` : null}</p>
    ${short ? html`<div class="told care"><p>${t('figures-short')} <${Time} at=${made.since} style="zone" /></p></div>` : null}
    <${Failure} problem=${figures.problem} again=${figures.reload} />
    ${figures.loading && !made ? html`<p role="status">${t('loading')}</p>` : null}
    <${Now} figures=${made} window=${window} />
    ${made ? html`<${Flow} figures=${made} window=${window} /><${Times} figures=${made} window=${window} />
      <${Right} figures=${made} window=${window} /><${Done} figures=${made} window=${window} />` : null}
    ${made || figures.problem ? html`<${Team} lead=${may(me, 'lead')} />` : null}</div>`;
}
