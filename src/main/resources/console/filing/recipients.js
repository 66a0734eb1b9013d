// Who a case could go to, and why. Where somebody is only a person knows: it is said here, and nothing is drafted by itself.
import { html, useState, Failure, Press, Outside } from '../ui.js';
import { t } from '../messages.js';
import { call, get } from '../calls.js';
import { go } from '../route.js';
import { say } from '../news.js';

const BECAUSE = ['must', 'established', 'victim_there', 'suspect_there'];
const country = (text) => text.toUpperCase().replace(/[^A-Z]/g, '').slice(0, 2);

export function Recipients({ wanted }) {
  const [asked, setAsked] = useState({ case: wanted, victimPlace: '', suspectPlace: '', minor: '', danger: '' });
  const [found, setFound] = useState(null);
  const [problem, setProblem] = useState(null);
  const set = (changes) => { setAsked({ ...asked, ...changes }); setFound(null); };
  const { case: id, ...rest } = asked;
  const find = (event) => {
    event?.preventDefault();
    const query = new URLSearchParams(Object.entries(rest).filter(([, value]) => value));
    if (id.trim()) get(`/v1/cases/${encodeURIComponent(id.trim())}/recipients?${query}`).then((body) => { setProblem(null); setFound(body.items); }).catch((failed) => { setFound(null); setProblem(failed); });
  };
  const draft = (authority) => call('POST', '/v1/filings', { case: id.trim(), authority }).then(({ body }) => { say(t('filing-draft')); go(`filings/${encodeURIComponent(body.id)}`); }).catch(setProblem);
  const choice = (name, label) => html`<div class="field"><label for="to-${name}">${t(label)}</label><select id="to-${name}" value=${asked[name]} onChange=${(event) => set({ [name]: event.target.value })}>
    <option value="">${t('recipients-as-reported')}</option><option value="true">${t('yes')}</option><option value="false">${t('no')}</option></select></div>`;
  const place = (name, label) => html`<div class="field"><label for="to-${name}">${t(label)}</label><input id="to-${name}" class="narrow" maxlength="2" autocomplete="off" placeholder="PH" value=${asked[name]} onInput=${(event) => set({ [name]: country(event.target.value) })} /></div>`;
  return html`<section class="card stack" aria-labelledby="recipients"><h2 id="recipients">${t('recipients-who')}</h2><p class="small quiet">${t('recipients-what')}</p>
    <form class="stack" onSubmit=${find}><div class="search"><div class="field"><label for="to-case">${t('case-id')}</label><input id="to-case" value=${id} onInput=${(event) => set({ case: event.target.value })} /></div>
      ${place('victimPlace', 'recipients-victim')}${place('suspectPlace', 'recipients-suspect')}${choice('minor', 'recipients-minor')}${choice('danger', 'recipients-danger')}</div>
      <div><${Press} run=${find} off=${!id.trim()} why=${t('filing-new-what')}>${t('recipients-show')}</${Press}></div></form>
    <${Failure} problem=${problem} />
    ${found ? html`<ul class="stack plain" aria-label=${t('recipients-who')}>${found.map((each) => html`<li key=${each.id} class="tight"><div class="row"><strong>${each.title}</strong>
        ${each.suggested ? html`<span class="chip accent">${t('recipients-suggested')}</span>` : null}${each.stale ? html`<span class="chip care">${t('directory-old')}</span>` : null}
        ${each.filing ? html`<a href="/console/filings/${encodeURIComponent(each.filing)}">${t('recipients-has')}</a>` : html`<${Press} run=${() => draft(each.id)} aria-label=${`${t('filing-new')}: ${each.title}`}>${t('filing-new')}</${Press}>`}</div>
      <p class="small">${BECAUSE.filter((why) => each.because.includes(why)).map((why) => t(`because-${why}`)).join(' · ')}${each.askTheVictim ? html` · <strong>${t('recipients-ask')}</strong>` : null}</p>
      ${each.caution ? html`<p class="small"><span class="chip danger">${t('recipients-caution')}</span> <${Outside}>${each.caution}</${Outside}></p>` : null}
      ${each.doubt ? html`<p class="small quiet"><${Outside}>${each.doubt}</${Outside}></p>` : null}</li>`)}</ul>
      ${found.length ? null : html`<p role="status">${t('recipients-none')}</p>`}` : null}</section>`;
}
