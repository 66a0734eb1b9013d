// A wish to be erased: what went, what stays and why, and when it is tried again; and what an account may be told.
import { html, useState, Failure, Press, Time, Id, Outside, useLoad } from '../ui.js';
import { t, number } from '../messages.js';
import { call, get, path } from '../calls.js';
import { may } from '../roles.js';
import { say } from '../news.js';
import { saved } from '../sheet.js';

/** Folded until asked for: that somebody asked is remembered. */
export function Erasure({ account, me }) {
  const [open, setOpen] = useState(false);
  if (!may(me, 'overseer')) return null;
  return html`<details class="card" onToggle=${(event) => setOpen(event.currentTarget.open)}><summary>${t('erasure')}</summary>${open ? html`<${One} account=${account} me=${me} />` : null}</details>`;
}

function One({ account, me }) {
  const wish = useLoad(() => get(path`/v1/accounts/${account}/erasures`).catch((problem) => {
    if (problem.status === 404) return null;
    throw problem;
  }), [account]);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const ask = () => call('POST', path`/v1/accounts/${account}/erasures`, { reason: reason.trim() }).then(({ body }) => { setProblem(null); setReason(''); say(t('erasure-asked')); wish.set(body); }).catch(setProblem);
  const found = wish.value;
  const tell = async () => { // it is told a part at a time, and most parts have little
    const all = {};
    let next = '';
    do {
      const part = await get(path`/v1/accounts/${account}/access` + (next && `?cursor=${encodeURIComponent(next)}`));
      for (const [name, value] of Object.entries(part)) all[name] = Array.isArray(value) ? [...(all[name] || []), ...value] : value;
      ({ next } = part);
    } while (next);
    delete all.next;
    saved('access.json', JSON.stringify(all, null, 2), 'application/json');
  };
  return html`<div class="stack"><p class="small quiet">${t('erasure-what')}</p><${Failure} problem=${wish.problem} again=${wish.reload} />
    ${found === null ? html`<p>${t('erasure-none')}</p>` : null}
    ${found ? html`<p class="row"><span class="chip ${found.state === 'done' ? 'good' : 'accent'}">${t(`erasure-${found.state}`)}</span><${Time} at=${found.askedAt} /></p><p><${Outside}>${found.reason}</${Outside}></p>
      <dl class="facts"><dt>${t('forgotten-cases')}</dt><dd class="num">${number(found.erased.cases)}</dd><dt>${t('forgotten-events')}</dt><dd class="num">${number(found.erased.events)}</dd>${found.nextAt ? html`<dt>${t('erasure-next')}</dt><dd><${Time} at=${found.nextAt} style="zone" /></dd>` : null}</dl>
      ${found.kept.length ? html`<h3>${t('erasure-kept')}</h3><ul class="tight">${found.kept.map((each, i) => html`<li class="row small" key=${i}>${each.case ? html`<a href="/console/cases/${encodeURIComponent(each.case)}"><${Id}>${each.case}</${Id}></a>` : t(`erasure-${each.what}`)} ${t(`kept-${each.why}`)}${each.until ? html` · <${Time} at=${each.until} style="day" />` : null}</li>`)}</ul>` : null}<p class="small quiet">${t('erasure-stays')}</p>` : null}
    ${may(me, 'lead') && found?.state !== 'open' ? html`<div class="field"><label for="erase-why">${t('why')}</label><textarea id="erase-why" rows="2" maxlength="2000" value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea></div>
      <${Failure} problem=${problem} /><div><${Press} run=${ask} off=${!reason.trim()} why=${t('answer-needs-reason')}>${t('erasure-ask')}</${Press}></div>` : null}
    ${may(me, 'lead') ? html`<p class="small"><${Press} plain run=${() => tell().catch(setProblem)}>${t('erasure-access')}</${Press}> · <a href=${`/console/holds?account=${encodeURIComponent(account)}`}>${t('page-holds')}</a></p>` : null}</div>`;
}
