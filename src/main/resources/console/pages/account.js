// One account: how it stands, its cases, and whom it shares something with.
import { html, Heading, Failure, Id, Time, useLoad } from '../ui.js';
import { t, word, percent, rule } from '../messages.js';
import { get, path } from '../calls.js';
import { Links } from '../case/people.js';
import { Risk } from '../case/risk.js';
import { Graph } from '../graph.js';
import { may } from '../roles.js';
import { now } from '../clock.js';
import { Plot } from '../plot.js';
import { Sheet } from '../sheet.js';
import { Erasure } from '../kept/erasure.js';

export default function Account({ me, rest: id }) {
  // What is not known of is no failure here: it may share something all the same.
  const account = useLoad(() => get(path`/v1/accounts/${id}` + '?limit=100').catch((problem) => {
    if (problem.status === 404) return null;
    throw problem;
  }), [id]);
  const links = useLoad(() => get(path`/v1/accounts/${id}/links` + '?limit=50'), [id]);
  const found = account.value;
  return html`<div class="stack"><${Heading}>${t('page-account')} <${Id}>${id}</${Id}></${Heading}>
    <${Failure} problem=${account.problem} again=${account.reload} />
    ${found === null ? html`<p>${t('account-unknown')}</p>` : null}
    ${found ? html`<p class="row"><span class="chip ${found.standing.suspended ? 'care' : ''}">${t(found.standing.suspended ? 'standing-suspended' : 'standing-good')}</span>
        ${found.standing.until ? html`<span class="quiet small">${t('standing-until')} <${Time} at=${found.standing.until} /></span>` : null}
        ${found.openCase ? html`<a href="/console/cases/${encodeURIComponent(found.openCase)}">${t('links-case')}</a>` : null}
        ${may(me, 'senior') || me.role === 'auditor' ? html`<a class="small" href="/console/misuse/${encodeURIComponent(id)}">${t('page-misuse')}</a>` : null}</p>
      <${Risk} risk=${found.risk} />
      <${Course} account=${found} />
      ${found.strikes.length ? html`<section class="card stack" aria-labelledby="strikes"><h2 id="strikes">${t('strikes')}</h2><p>${t('strikes-sum', { count: found.strikesCounted })}</p>
        <ul class="tight">${found.strikes.map((each) => html`<li class="row small" key=${each.decision}><a href="/console/cases/${encodeURIComponent(each.case)}">${rule(each.policy)}</a>
          <span class="chip">${t(`severity-${each.severity}`)}</span><span class="num">× ${each.count}</span><${Time} at=${each.at} style="day" />
          <span class="quiet">${t('strikes-until')} <${Time} at=${each.expiresAt} style="day" /></span></li>`)}</ul></section>` : null}
      <section class="card stack" aria-labelledby="its-cases"><h2 id="its-cases">${t('account-cases')}</h2>
        ${found.history.length ? html`<div class="scroll" tabindex="0" role="group" aria-label=${t('account-cases')}><table><thead><tr><th scope="col">${t('search-reason')}</th><th scope="col">${t('search-state')}</th>
          <th scope="col" class="num">${t('search-reports')}</th><th scope="col">${t('urgent-open')}</th><th scope="col">${t('decisions')}</th></tr></thead>
          <tbody>${found.history.map((each) => html`<tr key=${each.case}><th scope="row"><a href="/console/cases/${encodeURIComponent(each.case)}">${word(`reason-${each.reason}`, t('reason-none'))}</a></th>
            <td>${t(`state-${each.state}`)}</td><td class="num">${each.reportCount}</td><td><${Time} at=${each.openedAt} /></td>
            <td>${each.outcome ? html`${t(`outcome-${each.outcome}`)}${each.policy ? ` · ${rule(each.policy)}` : ''}` : '–'}</td></tr>`)}</tbody></table></div>`
          : html`<p>${t('account-no-cases')}</p>`}</section>` : null}
    <section class="card stack" aria-labelledby="its-links"><h2 id="its-links">${t('links')}</h2><${Failure} problem=${links.problem} again=${links.reload} />
      ${links.value ? html`<${Graph} account=${id} links=${links.value} /><${Links} links=${links.value} />` : null}</section>
    <${Erasure} account=${id} me=${me} /></div>`;
}

/** How its risk went: each time that it changed, when a case of it was decided, and now; a plot, and the table beside. */
function Course({ account }) {
  const rows = [
    ...account.course.map((each) => ({ at: each.at, before: each.before, share: each.after, what: 'changed' })),
    ...account.history.filter((each) => each.probability !== undefined && each.decidedAt).map((each) => ({ at: each.decidedAt, share: each.probability, what: 'decided', id: each.case })),
  ];
  if (!rows.length) return null;
  if (account.risk.score !== null) rows.push({ at: new Date(now()).toISOString(), share: account.risk.probability, what: 'now' });
  rows.sort((a, b) => a.at.localeCompare(b.at));
  // It fades to what it was just before, and then is another: two points at once.
  const points = rows.flatMap((each) => { const x = new Date(each.at).getTime() / 1000; return each.before === undefined ? [[x, each.share]] : [[x - 0.001, each.before], [x, each.share]]; });
  const columns = [
    { label: t('audit-at'), raw: (row) => row.at, show: (row) => html`<${Time} at=${row.at} style="zone" />` },
    { label: t('risk-before'), num: true, raw: (row) => row.before ?? '', show: (row) => (row.before === undefined ? '–' : percent(row.before)) },
    { label: t('risk-probability'), num: true, raw: (row) => row.share, show: (row) => percent(row.share) },
    { label: t('risk-turn'), raw: (row) => row.id ?? row.what, show: (row) => html`${t(`risk-${row.what}`)}${row.id ? html` <a href="/console/cases/${encodeURIComponent(row.id)}"><${Id}>${row.id}</${Id}></a>` : null}` },
  ];
  return html`<section class="card stack" aria-labelledby="risk-course"><h2 id="risk-course">${t('risk-course')}</h2><p class="quiet small">${t('risk-course-what')}</p>
    <${Plot} y="share" x=${points.map(([x]) => x)} series=${[{ label: t('risk-probability'), values: points.map(([, share]) => share), kind: 'line', token: 'accent' }]} />
    <${Sheet} folded name="risk" title=${t('risk-course')} columns=${columns} rows=${rows} /></section>`;
}
