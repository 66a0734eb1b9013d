// To whom evidence of a case was given out, and by what law: proposed by one, agreed by another, then to be taken as a signed bundle.
import { html, useState, Failure, Press, Time, Outside, useLoad } from '../ui.js';
import { t } from '../messages.js';
import { call, get, path } from '../calls.js';
import { may } from '../roles.js';
import { say } from '../news.js';

/** Folded until asked for: that somebody asked is remembered. */
export function Releases({ c, me }) {
  const [open, setOpen] = useState(false);
  if (!may(me, 'overseer')) return null;
  return html`<details class="card" onToggle=${(event) => setOpen(event.currentTarget.open)}><summary>${t('releases')}</summary>${open ? html`<${List} c=${c} me=${me} />` : null}</details>`;
}

function List({ c, me }) {
  const list = useLoad(() => get(path`/v1/cases/${c.id}/releases`), [c.id]);
  return html`<div class="stack"><p class="small quiet">${t('releases-what')}</p><${Failure} problem=${list.problem} again=${list.reload} />
    ${list.value && !list.value.items.length ? html`<p>${t('releases-none')}</p>` : null}
    ${(list.value?.items || []).map((each) => html`<${One} key=${each.id} release=${each} c=${c} me=${me} changed=${list.reload} />`)}
    ${list.value ? html`<p class="small">${t('release-key')} <code class="mono outside">${list.value.fingerprint}</code></p>` : null}
    ${may(me, 'lead') ? html`<${Propose} c=${c} changed=${list.reload} />` : null}
    <p class="small"><a href=${`/console/holds?case=${encodeURIComponent(c.id)}`}>${t('page-holds')}</a></p></div>`;
}

function One({ release, c, me, changed }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const own = release.proposedBy === me.id;
  const answer = (approve) => call('POST', path`/v1/cases/${c.id}/releases/${release.id}/approvals`, { approve, reason: reason.trim() })
    .then(() => { say(t(approve ? 'release-agreed' : 'release-refused')); changed(); }).catch(setProblem);
  const by = (id) => (id === me.id ? t('by-you') : c.names[id] || id);
  const id = `release-${release.id}`;
  return html`<div class="told stack" role="group" aria-labelledby=${id}><div class="spread"><h3 id=${id}><${Outside}>${release.recipient}</${Outside}></h3><span class="chip ${release.state === 'approved' ? 'good' : 'care'}">${t(`release-${release.state}`)}</span></div>
    <p class="small"><${Outside}>${release.basis}</${Outside}>${release.reference ? html` · <${Outside}>${release.reference}</${Outside}>` : null} · <bdi>${by(release.proposedBy)}</bdi> <${Time} at=${release.proposedAt} />${release.answeredBy ? html` · <bdi>${by(release.answeredBy)}</bdi> <${Time} at=${release.answeredAt} />` : null}</p>
    <p><${Outside}>${release.reason}</${Outside}></p>
    ${release.state === 'approved' && may(me, 'lead') ? html`<p><a class="button" href=${path`/v1/cases/${c.id}/releases/${release.id}/bundle`} download>${t('release-bundle')}</a></p>` : null}
    ${release.state === 'proposed' && own ? html`<p class="small">${t('proposal-own')}</p>` : null}
    ${release.state === 'proposed' && !own && may(me, 'lead') ? html`<div class="field"><label for="${id}-why">${t('answer-reason')}</label><textarea id="${id}-why" rows="2" maxlength="2000" value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea></div>
      <div class="row"><${Press} run=${() => answer(true)} off=${!reason.trim()} why=${t('answer-needs-reason')}>${t('approve')}</${Press}><${Press} run=${() => answer(false)} off=${!reason.trim()} why=${t('answer-needs-reason')}>${t('refuse')}</${Press}></div>` : null}
    <${Failure} problem=${problem} /></div>`;
}

function Propose({ c, changed }) {
  const none = { recipient: '', reference: '', basis: '', reason: '' };
  const [it, setIt] = useState(none);
  const [problem, setProblem] = useState(null);
  const ready = it.recipient.trim() && it.basis.trim() && it.reason.trim();
  const send = (event) => {
    event?.preventDefault();
    if (ready) call('POST', path`/v1/cases/${c.id}/releases`, Object.fromEntries(Object.entries(it).map(([key, value]) => [key, value.trim()]).filter(([, value]) => value))).then(() => { setProblem(null); setIt(none); say(t('release-waits')); changed(); }).catch(setProblem);
  };
  const field = (name, label) => html`<div class="field"><label for="release-${name}">${label}</label><input id="release-${name}" maxlength="200" value=${it[name]} onInput=${(event) => setIt({ ...it, [name]: event.target.value })} /></div>`;
  return html`<form class="stack" onSubmit=${send}><h3>${t('release-propose')}</h3><div class="search">${field('recipient', t('release-recipient'))}${field('reference', t('hold-reference'))}${field('basis', t('hold-basis'))}</div>
    <div class="field"><label for="release-reason">${t('why')}</label><textarea id="release-reason" rows="2" maxlength="2000" value=${it.reason} onInput=${(event) => setIt({ ...it, reason: event.target.value })}></textarea></div>
    <${Failure} problem=${problem} /><div><${Press} run=${send} off=${!ready} why=${t('release-needs')}>${t('release-propose')}</${Press}></div></form>`;
}
