// A field for a policy's text: lines numbered, faults at their line, judged by the service while one writes. A plain text field
// underneath, so that it is read aloud, dictated into and undone in like any other.
import { html, useState, useEffect, useRef, Press } from '../ui.js';
import { t } from '../messages.js';
import { call } from '../calls.js';

const PAUSE_MS = 500; // after the last key

/** Has the service judge the text while it changes. @returns {{faults: object[]|null, judged: object|null, problem: Problem|null}} */
export function useJudged(yaml) {
  const [state, setState] = useState({ faults: null, judged: null, problem: null });
  useEffect(() => {
    if (!yaml.trim()) { setState({ faults: null, judged: null, problem: null }); return undefined; }
    let here = true;
    const timer = setTimeout(() => call('POST', '/v1/policies/checks', { yaml }).then(
      ({ body }) => here && setState({ faults: [], judged: body, problem: null }),
      (problem) => here && setState(problem.word === 'bad-policy' ? { faults: problem.errors || [{ detail: problem.detail }], judged: null, problem: null } : { faults: null, judged: null, problem })), PAUSE_MS);
    return () => { here = false; clearTimeout(timer); };
  }, [yaml]);
  return state;
}

export function Editor({ id, label, yaml, set, faults }) {
  const text = useRef();
  const gutter = useRef();
  const lines = yaml.split('\n');
  const wrong = new Set((faults || []).map((fault) => fault.line));
  const follow = () => { gutter.current.scrollTop = text.current.scrollTop; };
  useEffect(follow, [lines.length]);
  const lead = (line) => {
    const at = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    text.current.focus();
    text.current.setSelectionRange(at, at + (lines[line - 1] || '').length);
    text.current.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(text.current).lineHeight));
  };
  return html`<div class="field"><label for=${id}>${label}</label>
    <div class="editor"><ol class="gutter mono" aria-hidden="true" ref=${gutter}>${lines.map((_, i) => html`<li key=${i} class=${wrong.has(i + 1) ? 'wrong' : ''}>${wrong.has(i + 1) ? '✗ ' : ''}${i + 1}</li>`)}</ol>
      <textarea id=${id} ref=${text} class="mono" rows="20" wrap="off" spellcheck="false" autocapitalize="off" dir="ltr" aria-invalid=${faults?.length ? 'true' : null} aria-describedby="${id}-faults" value=${yaml} onScroll=${follow} onInput=${(event) => set(event.target.value)}></textarea></div>
    <div id="${id}-faults" role="status" aria-live="polite">${faults?.length ? html`<p class="danger-text"><strong>${t('policy-faults', { count: faults.length })}</strong></p>
      <ul class="tight faults">${faults.map((fault, i) => html`<li key=${i} class="row small">${fault.line ? html`<${Press} run=${() => lead(fault.line)}>${t('policy-line', { line: fault.line })}</${Press}>` : null}
        ${fault.rule ? html`<span class="chip care">${fault.rule}</span>` : null}${fault.key ? html`<code class="mono outside">${fault.key}</code>` : null}<span class="outside">${fault.detail}</span></li>`)}</ul>` : null}</div></div>`;
}
