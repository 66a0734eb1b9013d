// What is forgotten when, and how far that is; and which entries of the directory nobody has checked for long.
import { html, Heading, Failure, Time, Id, Outside, useLoad } from '../ui.js';
import { t, number } from '../messages.js';
import { get } from '../calls.js';

const TERMS = ['violation', 'other', 'filed'];

export default function Retention() {
  const kept = useLoad(() => get('/v1/retention'), []);
  const found = kept.value;
  return html`<div class="stack"><${Heading}>${t('page-retention')}</${Heading}><p class="quiet">${t('retention-what')}</p>
    <${Failure} problem=${kept.problem} again=${kept.reload} />
    ${found ? html`<section class="card stack" aria-labelledby="terms"><h2 id="terms">${t('retention-terms')}</h2><div class="scroll" tabindex="0" role="group" aria-label=${t('retention-terms')}><table><thead><tr><th scope="col">${t('retention-of')}</th><th scope="col">${t('retention-keep')}</th><th scope="col">${t('retention-gone')}</th></tr></thead>
        <tbody>${TERMS.map((each) => html`<tr key=${each}><th scope="row">${t(`retention-${each}`)}</th><td>${span(found.terms[each].keep)}</td><td>${span(found.terms[each].deleteBy)}</td></tr>`)}
          <tr><th scope="row">${t('retention-observed')}</th><td>–</td><td>${span(found.terms.observed)}</td></tr></tbody></table></div></section>
      <section class="card stack" aria-labelledby="run"><h2 id="run">${t('retention-run')}</h2>
        ${found.lastRun.startedAt ? html`<p class="small quiet"><${Time} at=${found.lastRun.startedAt} />${found.lastRun.finishedAt ? html` – <${Time} at=${found.lastRun.finishedAt} />` : ` · ${t('retention-going')}`}</p>
          <dl class="facts">${['due', 'forgotten', 'held', 'waiting'].map((each) => html`<dt key=${each}>${t(`retention-${each}`)}</dt><dd class="num">${number(found.lastRun[each])}</dd>`)}</dl>` : html`<p>${t('retention-not-yet')}</p>`}
        ${found.lastRun.kept.length ? html`<ul class="tight">${found.lastRun.kept.map((each) => html`<li class="row small" key=${each.case}><a href="/console/cases/${encodeURIComponent(each.case)}"><${Id}>${each.case}</${Id}></a> ${t(`kept-${each.why}`)}</li>`)}</ul>` : null}</section>
      <section class="card stack" aria-labelledby="gone"><h2 id="gone">${t('retention-done')}</h2><dl class="facts">${['cases', 'reports', 'events', 'subjects'].map((each) => html`<dt key=${each}>${t(`forgotten-${each}`)}</dt><dd class="num">${number(found.done[each])}</dd>`)}</dl>
        <p class="small"><a href="/console/audit?verb=case_forgotten">${t('retention-proof')}</a></p></section>` : null}
    <${Directory} /></div>`;
}

/** `P30D`, `P1Y`, `PT8760H` in words. */
function span(iso) {
  const hours = /^PT(\d+)H$/.exec(iso)?.[1];
  if (hours && hours % 24 === 0) return t('span-days', { count: hours / 24 }); // nobody counts a year in hours
  const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(\d+)H)?/.exec(iso) || [];
  const said = ['years', 'months', 'days', 'hours'].map((unit, i) => parts[i + 1] && t(`span-${unit}`, { count: Number(parts[i + 1]) })).filter(Boolean);
  return said.join(' ') || iso;
}

function Directory() {
  const list = useLoad(() => get('/v1/directory').then((body) => body.items), []);
  const stale = list.value?.filter((each) => each.stale).length;
  return html`<section class="card stack" aria-labelledby="directory"><h2 id="directory">${t('directory')}</h2><p class="small quiet">${t('directory-what')}</p>
    <${Failure} problem=${list.problem} again=${list.reload} />
    ${stale ? html`<div class="told care" role="status"><p>${t('directory-stale', { count: stale })}</p></div>` : null}
    ${list.value ? html`<div class="scroll" tabindex="0" role="group" aria-label=${t('directory')}><table class="wide"><thead><tr><th scope="col">${t('directory-who')}</th><th scope="col">${t('directory-kind')}</th><th scope="col">${t('directory-where')}</th><th scope="col">${t('directory-read')}</th><th scope="col">${t('directory-source')}</th></tr></thead>
      <tbody>${[...list.value].sort((a, b) => Number(b.stale) - Number(a.stale)).map((each) => html`<tr key=${`${each.kind} ${each.id}`}><th scope="row"><${Outside}>${each.title}</${Outside}></th><td>${t(`directory-${each.kind}`)}${each.countries?.length ? html` <span class="small quiet">${each.countries.join(', ')}</span>` : null}</td>
        <td><${Outside}>${each.web || each.phone || '–'}</${Outside}></td><td class="whole">${each.readOn} ${each.stale ? html`<span class="chip care">${t('directory-old')}</span>` : null}</td><td><${Outside}>${each.source}</${Outside}></td></tr>`)}</tbody></table></div>` : null}</section>`;
}
