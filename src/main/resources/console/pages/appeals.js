// Decisions that are contested, for who had no part in them.
import { html, useState, Heading, Failure, Press, Due, Time, Outside, useLoad } from '../ui.js';
import { t } from '../messages.js';
import { call, get, path } from '../calls.js';
import { useLive } from '../live.js';
import { may } from '../roles.js';
import { say } from '../news.js';
import { NOTHING, Instruct, instruction, lacks } from '../case/instruct.js';

export default function Appeals({ me }) {
  const list = useLoad(() => get('/v1/appeals?limit=200').then((body) => body.items), []);
  useLive((message) => {
    if (message.kind === 'reset' || (message.kind === 'cases' && message.data.cases.some((each) => each.verbs.some((verb) => verb.startsWith('appeal'))))) list.reload();
  });
  return html`<div class="stack"><${Heading}>${t('page-appeals')}</${Heading}><p class="quiet">${t('appeals-what')}</p>
    <${Failure} problem=${list.problem} again=${list.reload} />
    ${list.value && !list.value.length ? html`<p>${t('appeals-none')}</p>` : null}
    ${(list.value || []).map((each) => html`<${Appeal} key=${each.id} appeal=${each} me=${me} again=${list.reload} />`)}</div>`;
}

/** The case is the decision's: its id stands before the decision's number. */
const caseOf = (appeal) => appeal.decisionId.replace(/\.d\d+$/, '');

function Appeal({ appeal, me, again }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState(null);
  const [draft, setDraft] = useState(NOTHING);
  const own = appeal.decidedBy === me.id;
  const instead = appeal.party === 'reporter'; // what an account contests is found to be nothing; a reporter wants something else found
  const missing = reason.trim() ? '' : t('answer-needs-reason');
  const hear = (outcome) => call('POST', path`/v1/appeals/${appeal.id}/decisions`, { outcome, reason: reason.trim(), ...(instead && outcome === 'overturn' && { decision: instruction(draft) }) })
    .then(() => { say(t(outcome === 'overturn' ? 'appeal-overturned' : 'appeal-upheld')); again(); }).catch(setProblem);
  const id = `appeal-${appeal.id}`;
  return html`<section class="card stack" aria-labelledby=${id}><div class="spread"><h2 id=${id}>${t(`appeal-by-${appeal.party}`)}</h2>
      <p><${Due} at=${appeal.dueAt} /></p></div>
    <p class="small quiet"><${Time} at=${appeal.filedAt} /> · <a href="/console/cases/${encodeURIComponent(caseOf(appeal))}">${t('appeal-case')}</a></p>
    <details><summary>${t('report-text', { count: appeal.text.length })}</summary><blockquote class="outside" dir="auto">${appeal.text}</blockquote></details>
    ${own ? html`<p>${t('appeal-own')}</p>` : may(me, 'senior') ? html`<div class="field"><label for="${id}-why">${t('appeal-answer')}</label>
        <textarea id="${id}-why" rows="2" maxlength="2000" value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea></div>
      ${instead ? html`<fieldset class="stack"><legend>${t('appeal-instead')}</legend><${Instruct} draft=${draft} change=${(changes) => setDraft({ ...draft, ...changes })} id=${id} /></fieldset>` : null}
      <${Failure} problem=${problem} />
      <div class="row"><${Press} run=${() => hear('uphold')} off=${Boolean(missing)} why=${missing}>${t('appeal-uphold')}</${Press}>
        <${Press} run=${() => hear('overturn')} off=${Boolean(missing || (instead && lacks(draft)))} why=${missing || (instead && lacks(draft))}>${t('appeal-overturn')}</${Press}></div>
      <p class="small quiet">${t(instead ? 'appeal-overturn-instead' : 'appeal-overturn-more')}</p>` : null}</section>`;
}
