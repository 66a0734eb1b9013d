// What a version would have done otherwise while it ran in shadow: how often, and the newest cases that it differs in, as each stands and would.
import { html, Failure, Press, Time, Id, useLoad } from '../ui.js';
import { t, word, number, percent } from '../messages.js';
import { get, path } from '../calls.js';

const KINDS = ['opens', 'closes', 'moves', 'earlier', 'later', 'same'];

export function Shadow({ policy }) {
  const load = useLoad(() => get(path`/v1/policies/${policy.version}/shadow`), [policy.version, policy.shadow]);
  const found = load.value;
  if (!policy.shadow && !found?.since) return null;
  return html`<section class="card stack" aria-labelledby="shadow"><div class="spread"><h2 id="shadow">${t('shadow')}</h2><${Press} run=${load.reload}>${t('shadow-again')}</${Press}></div>
    <p class="quiet small">${t('shadow-what')}</p><${Failure} problem=${load.problem} again=${load.reload} />
    ${found && !found.since ? html`<p role="status">${t('shadow-none')}</p>` : null}
    ${found?.since ? html`<p>${t('shadow-against')} <bdi>${found.against}</bdi> · ${t('shadow-since')} <${Time} at=${found.since} /></p><${Counts} counts=${found.counts} /><${Examples} examples=${found.examples} />` : null}</section>`;
}

function Counts({ counts }) {
  const all = KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="shadow"><table><thead><tr><th scope="col">${t('shadow-kind')}</th><th scope="col" class="num">${t('shadow-times')}</th><th scope="col" class="num">${t('shadow-share')}</th></tr></thead>
    <tbody>${KINDS.map((kind) => html`<tr key=${kind}><th scope="row">${t(`shadow-${kind}`)}</th><td class="num">${number(counts[kind])}</td><td class="num">${all ? percent(counts[kind] / all) : '–'}</td></tr>`)}</tbody></table></div>`;
}

const stand = (is) => (is ? html`${word(`lane-${is.lane}`, is.lane)}, <${Time} at=${is.deadline} />` : t('shadow-alone'));

function Examples({ examples }) {
  if (!examples.length) return html`<p>${t('shadow-no-case')}</p>`;
  return html`<h3 id="shadow-cases">${t('shadow-cases')}</h3><div class="scroll" tabindex="0" role="group" aria-labelledby="shadow-cases"><table class="wide"><thead><tr><th scope="col">${t('case-id')}</th><th scope="col">${t('shadow-kind')}</th><th scope="col">${t('shadow-is')}</th><th scope="col">${t('shadow-would')}</th><th scope="col">${t('audit-at')}</th></tr></thead>
    <tbody>${examples.map((each, i) => html`<tr key=${i}><th scope="row"><a href="/console/cases/${encodeURIComponent(each.case)}"><${Id}>${each.case}</${Id}></a></th><td>${t(`shadow-${each.difference}`)}</td>
      <td>${stand(each.is)}</td><td>${stand(each.would)}</td><td><${Time} at=${each.at} /></td></tr>`)}</tbody></table></div>`;
}
