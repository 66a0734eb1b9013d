// What was reported, by whom. A reporter's words stay folded until they are asked for.
import { html, useState, Time, Id, Outside, Press } from '../ui.js';
import { t, word } from '../messages.js';
import { useKeys } from '../keys.js';
import { Evidence } from './evidence.js';

export function Reports({ c }) {
  const [all, setAll] = useState(false);
  useKeys([{ keys: 'r', label: t('reports-words'), run: () => setAll(!all), off: !c.reports.some((each) => each.text) }]);
  return html`<section class="card stack" aria-labelledby="reports"><div class="spread"><h2 id="reports">${t('reports', { count: c.reportCount })}</h2>
      ${c.reports.some((each) => each.text) ? html`<${Press} plain run=${() => setAll(!all)} keys="R">${t(all ? 'reports-fold' : 'reports-words')}</${Press}>` : null}</div>
    <ul class="stack">${c.reports.map((each) => html`<${Report} key=${each.eventId} report=${each} open=${all} c=${c} />`)}</ul>
    ${c.reportCount > c.reports.length ? html`<p class="quiet">${t('reports-more', { count: c.reportCount - c.reports.length })}</p>` : null}</section>`;
}

function Report({ report, open, c }) {
  const [own, setOwn] = useState(null);
  const shown = own ?? open;
  const toggle = (event) => setOwn(event.currentTarget.open);
  return html`<li class="report">
    <p class="row"><span class="chip ${report.type === 'panic' ? 'danger' : ''}">${t(`report-${report.type}`)}</span>
      <strong>${word(`reason-${report.reason}`, t('reason-none'))}</strong>
      ${report.immediateDanger ? html`<span class="chip danger">${t('urgent-danger')}</span>` : null}
      ${report.minorInvolved ? html`<span class="chip danger">${t('urgent-minor')}</span>` : null}
      <span class="quiet small"><${Time} at=${report.at} /></span></p>
    <p class="small quiet">${t('report-by')} <${Who} party=${report.reporter} />${report.exposed ? html` · ${t('report-exposed', { count: report.exposed })}` : null}${report.language ? html` · ${report.language}` : null}<${Seen} presence=${report.presence} /></p>
    ${report.text ? html`<details open=${shown} onToggle=${toggle}><summary>${t('report-text', { count: report.text.length })}</summary>
      <blockquote class="outside" dir="auto" lang=${report.language || null}>${report.text}</blockquote></details>` : null}
    ${(report.additions || []).map((each) => html`<div class="addition small" key=${each.eventId}><span class="chip care">${t(`report-${each.type}`)}</span> <${Time} at=${each.at} />
      ${each.text ? html`<details open=${open}><summary>${t('report-text', { count: each.text.length })}</summary><blockquote class="outside" dir="auto">${each.text}</blockquote></details>` : null}</div>`)}
    ${(report.evidence || []).map((each) => html`<${Evidence} key=${each.id} evidence=${each} c=${c} />`)}
    ${report.ext && Object.keys(report.ext).length ? html`<details><summary>${t('report-ext')}</summary><pre class="outside" dir="auto">${JSON.stringify(report.ext, null, 1)}</pre></details>` : null}
  </li>`;
}

/** Whether those whom it names were in its meeting, where that is known. It speaks for a report or against it, and decides nothing. */
function Seen({ presence }) {
  if (!presence) return null;
  return html`${presence.reporter === 'there' ? html` · ${t('presence-reporter-there')}` : null}
    ${presence.reporter === 'not_there' ? html` <span class="chip care">${t('presence-reporter-not_there')}</span>` : null}
    ${presence.subject === 'not_there' ? html` <span class="chip care">${t('presence-subject-not_there')}</span>` : null}`;
}

export function Who({ party }) {
  if (!party || !(party.accountId || party.displayName || party.participantId)) return html`${t('somebody')}`;
  return html`${party.displayName ? html`<${Outside}>${party.displayName}</${Outside}> ` : null}${party.accountId ? html`<a href="/console/accounts/${encodeURIComponent(party.accountId)}"><${Id}>${party.accountId}</${Id}></a>` : html`<${Id}>${party.participantId || ''}</${Id}>`}`;
}
