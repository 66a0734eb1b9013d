// Everything that can be done here, found by name; a case or an account by its id.
import { html, useState, Dialog } from './ui.js';
import { t } from './messages.js';
import { commands, shown } from './keys.js';
import { go } from './route.js';

export function Palette({ close }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [all] = useState(() => {
    const seen = new Set();
    return commands().filter((each) => !each.off && !each.hidden && !seen.has(each.label) && seen.add(each.label));
  });
  const wanted = text.trim().toLocaleLowerCase();
  const found = all.filter((each) => each.label.toLocaleLowerCase().includes(wanted));
  if (/^c[0-9]{3}-[a-z0-9]{10,}$/.test(text.trim())) {
    found.unshift({ label: t('palette-case', { id: text.trim() }), run: () => go(`cases/${encodeURIComponent(text.trim())}`) });
  } else if (wanted) {
    found.push({ label: t('palette-account', { id: text.trim() }), run: () => go(`accounts/${encodeURIComponent(text.trim())}`) });
  }
  const chosen = Math.min(at, found.length - 1);
  const run = (each) => { close(); each?.run(); };
  const key = (event) => {
    if (event.key === 'ArrowDown') setAt((chosen + 1) % found.length);
    else if (event.key === 'ArrowUp') setAt((chosen + found.length - 1) % found.length);
    else if (event.key === 'Enter') run(found[chosen]);
    else return;
    event.preventDefault();
  };
  return html`<${Dialog} title=${t('palette')} close=${close}>
    <div class="field"><label for="find">${t('palette-what')}</label>
      <input id="find" autofocus role="combobox" aria-expanded="true" aria-controls="found" aria-autocomplete="list" autocomplete="off"
        aria-activedescendant=${found.length ? `found-${chosen}` : null} value=${text}
        onInput=${(event) => { setText(event.target.value); setAt(0); }} onKeyDown=${key} /></div>
    <ul class="found" id="found" role="listbox" aria-label=${t('palette')}>${found.map((each, i) => html`
      <li key=${each.label} id="found-${i}" role="option" aria-selected=${i === chosen ? 'true' : 'false'} onClick=${() => run(each)}>
        <bdi>${each.label}</bdi>${each.keys ? html`<kbd>${shown(each.keys)}</kbd>` : null}</li>`)}</ul></${Dialog}>`;
}
