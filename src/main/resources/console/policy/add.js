// Writing a version: begun from one that is there, judged while it is written, kept as a draft in this browser until it is brought.
import { html, useState, Failure, Press } from '../ui.js';
import { t } from '../messages.js';
import { call } from '../calls.js';
import { draft, keepDraft, dropDraft } from '../drafts.js';
import { say } from '../news.js';
import { go } from '../route.js';
import { Editor, useJudged } from './editor.js';
import { Changes } from './changes.js';

const DRAFT = 'policy';

export function Add({ versions }) {
  const [yaml, setYaml] = useState(() => draft(DRAFT) || '');
  const [problem, setProblem] = useState(null);
  const { faults, judged, problem: unjudged } = useJudged(yaml);
  const write = (text) => { setYaml(text); setProblem(null); if (text.trim()) keepDraft(DRAFT, text); else dropDraft(DRAFT); };
  const from = versions.find((each) => each.active) || versions[0];
  const begin = () => write(`version: ${from.version}-next\nbase: ${from.version}\n\n# ${t('policy-template')}\n`);
  const add = () => call('POST', '/v1/policies', { yaml }).then(({ body }) => { dropDraft(DRAFT); say(t('policy-added-now')); go(`policies/${encodeURIComponent(body.version)}`); }).catch(setProblem);
  return html`<section class="card stack" aria-labelledby="add"><div class="spread"><h2 id="add">${t('policy-add')}</h2>
      ${from && !yaml.trim() ? html`<${Press} run=${begin}>${t('policy-begin', { version: from.version })}</${Press}>` : null}</div>
    <${Editor} id="yaml" label=${t('policy-yaml')} yaml=${yaml} set=${write} faults=${faults} />
    ${judged ? html`<div class="told good" role="status"><p>${t('policy-can', { version: judged.version, count: judged.changes.length, against: judged.against })}</p></div>
      <details><summary>${t('policy-diff', { against: judged.against })}</summary><${Changes} diff=${judged} /></details>` : null}
    <${Failure} problem=${problem || unjudged} />
    <div class="row"><${Press} main run=${add} off=${!judged} why=${t('policy-not-yet')}>${t('policy-bring')}</${Press}>${yaml.trim() ? html`<${Press} run=${() => write('')}>${t('policy-discard')}</${Press}>` : null}</div></section>`;
}
