// Who is or was in the meeting, and whom the account shares something with.
import { html, Time, Id } from '../ui.js';
import { t, word } from '../messages.js';

export function People({ c }) {
  const roster = c.roster || [];
  const links = c.links;
  return html`${roster.length ? html`<section class="card stack" aria-labelledby="roster"><h2 id="roster">${t('roster', { count: roster.length })}</h2>
      ${!c.account ? html`<p class="quiet small">${t('roster-nobody')}</p>` : null}
      <div class="scroll" tabindex="0" role="group" aria-label=${t('roster', { count: roster.length })}><table><thead><tr><th scope="col">${t('roster-who')}</th><th scope="col">${t('roster-role')}</th>
        <th scope="col">${t('roster-from')}</th><th scope="col">${t('roster-to')}</th></tr></thead>
        <tbody>${roster.map((person) => html`<tr key=${person.participantId}><th scope="row">
            ${person.accountId ? html`<a href="/console/accounts/${encodeURIComponent(person.accountId)}"><${Id}>${person.accountId}</${Id}></a>` : html`<${Id}>${person.participantId}</${Id}>`}
            ${person.accountId && person.accountId === c.account ? html` <span class="chip accent">${t('roster-subject')}</span>` : null}</th>
          <td>${word(`party-${person.role}`, person.role || '')}</td><td><${Time} at=${person.joinedAt} /></td>
          <td>${person.leftAt ? html`<${Time} at=${person.leftAt} />` : html`${c.live ? html`<span class="chip">${t('roster-there')}</span>` : '–'}`}</td></tr>`)}</tbody></table></div></section>` : null}
    ${c.account && links ? html`<section class="card stack" aria-labelledby="links"><h2 id="links">${t('links')}</h2><${Links} links=${links} /></section>` : null}`;
}

export function Links({ links }) {
  if (!links.items.length) return html`<p class="quiet">${t(links.complete ? 'links-none' : 'links-unreadable')}</p>`;
  return html`<ul class="tight">${links.items.map((each) => html`<li class="row" key=${each.account}>
      <a href="/console/accounts/${encodeURIComponent(each.account)}"><${Id}>${each.account}</${Id}></a>
      ${Object.entries(each.shared).map(([kind, count]) => html`<span class="chip">${word(`link-${kind}`, kind)}${count > 1 ? ` × ${count}` : ''}</span>`)}
      <span class="quiet small">${t('links-since')} <${Time} at=${each.since} style="day" /></span>
      ${each.standing === 'suspended' ? html`<span class="chip care">${t('standing-suspended')}</span>` : null}
      ${each.openCase ? html`<a class="small" href="/console/cases/${encodeURIComponent(each.openCase)}">${t('links-case')}</a>` : null}</li>`)}</ul>
    ${links.more ? html`<p class="quiet small">${t('links-more', { count: links.more })}</p>` : null}
    ${Object.keys(links.crowded || {}).length ? html`<p class="quiet small">${t('links-crowded')}</p>` : null}`;
}
