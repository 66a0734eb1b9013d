import english from './messages/en.js';
import { Reporter } from './reporter.js';

/**
 * `<pullcord-button kind="flag">` reports somebody: who (one of `people`, never a typed name), why, and words if wished.
 *
 * `<pullcord-button kind="panic">` looks and does like an ordinary control. Pressed, it fires `pullcord-press`, and the page
 * does the harmless thing that the control is for. Held (or by its chord), it does just the same, and asks for help: nothing
 * else shows, here or to anybody else.
 *
 * Properties: `reporter` (a Reporter), `people` ([{participantId, accountId?, name}]; whoever was among them within the last half
 * hour can still be reported), `labels` (own words by key, in the page's language).
 * Attributes: `kind`, `label`, `lang`, `hold` (ms, 700), `chord` ("Control+Shift+L"), `trigger` ("hold" or "press"),
 * `reasons` (words with blanks between), `bare` (no button of its own; the page calls `ask`).
 */

const REASONS =
  'sextortion child_safety trafficking covert_recording threat_to_life self_harm harassment hate sexual_content ' +
  'impersonation off_platform_payment other';
const LANGUAGES = 'ar de es fil fr km ko ms my nl pt ro th vi zh'.split(' ');
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/; // letters of scripts that are
const TEXT = 2000;
const LEFT = 1_800_000; // ms for which whoever has left can still be reported
const LEFT_MOST = 20;

// Taken before a page's other scripts can change them.
const { closest, getAttribute } = Element.prototype;
const { setTimeout, clearTimeout } = globalThis;
const now = performance.now.bind(performance);

// In a sheet of its own: a page's policy need not allow inline styles for it.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: inline-block; }
.in { all: initial; display: contents; visibility: inherit; pointer-events: inherit;
  font: var(--pullcord-font, 1rem/1.4 system-ui, sans-serif); color: var(--pullcord-color, #1b1b1f); }
:host([hidden]), :host([bare]) .own { display: none; }
* { box-sizing: border-box; font: inherit; color: inherit; }
button, select, label.person { min-width: 44px; min-height: 44px; }
button { padding: .5em 1em; border: 1px solid var(--pullcord-border, #76767f); border-radius: var(--pullcord-radius, 8px);
  background: var(--pullcord-background, #fff); cursor: pointer; touch-action: manipulation;
  user-select: none; -webkit-user-select: none; -webkit-touch-callout: none; }
button.main { background: var(--pullcord-accent, #1b4dd8); border-color: transparent; color: var(--pullcord-on-accent, #fff); }
button:disabled { opacity: .6; cursor: default; }
:focus-visible { outline: 3px solid var(--pullcord-focus, #1b4dd8); outline-offset: 2px; }
dialog { inline-size: min(30rem, 100vw - 1rem); max-block-size: calc(100vh - 1rem); overflow: auto; margin: auto; padding: 1rem;
  border: 1px solid var(--pullcord-border, #76767f); border-radius: var(--pullcord-radius, 8px);
  background: var(--pullcord-background, #fff); text-align: start; }
dialog::backdrop { background: #0008; }
h2 { margin: 0 0 .5rem; font-weight: 600; font-size: 1.125em; overflow-wrap: anywhere; }
fieldset, .field { margin: 0 0 1rem; padding: 0; border: 0; min-inline-size: 0; }
legend, label.above { display: block; padding: 0; margin-block-end: .25rem; font-weight: 600; }
label.person { display: flex; align-items: center; gap: .5rem; padding: .25rem .5rem; overflow-wrap: anywhere; }
input { inline-size: 20px; block-size: 20px; flex: none; accent-color: var(--pullcord-accent, #1b4dd8); }
select, textarea { inline-size: 100%; padding: .5em; border: 1px solid var(--pullcord-border, #76767f);
  border-radius: var(--pullcord-radius, 8px); background: inherit; }
.end { display: flex; flex-wrap: wrap; gap: .5rem; }
`);

const create = (name, fields = {}, ...children) => {
  const element = document.createElement(name);
  for (const key of Object.keys(fields)) {
    key === 'part' ? element.setAttribute('part', fields.part) : (element[key] = fields[key]);
  }
  element.append(...children);
  return element;
};

const direction = (text) => (RIGHT_TO_LEFT.test(text) ? 'rtl' : 'ltr');

/** By what is on the key; where that is no letter of ours (Cyrillic, Thai, an input method), by the key's place. */
function isKey({ key, code }, wanted) {
  const here = `${code}`.toLowerCase();
  const placed = here === `key${wanted}` && !/^[!-~]$/.test(key);
  return `${key}`.toLowerCase() === wanted || placed || here === `digit${wanted}`;
}

export class PullcordButton extends HTMLElement {
  static observedAttributes = ['kind', 'label', 'lang', 'chord'];

  /** @type {Reporter | null} */
  reporter = Object.hasOwn(this, 'reporter') ? this.reporter : null; // set before this element was known
  #root = this.attachShadow({ mode: 'open', delegatesFocus: true });
  #button = create('button', { type: 'button', part: 'button', className: 'own' });
  #in = create('div', { className: 'in' }, this.#button); // what a page says of all its elements ends here
  #people = [];
  #gone = [];
  #labels = {};
  #words = english;
  #dialog = null;
  #holding = null;
  #held = false;
  #byKey = false;
  #handled = -Infinity;
  #keys = (event) => this.#chorded(event);
  #speech = new MutationObserver(() => this.#speak());

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#in);
    const on = (event, act) => this.#button.addEventListener(event, act);
    on('pointerdown', () => this.#hold());
    on('pointerup', () => this.#letGo());
    on('pointerleave', () => this.#release());
    on('pointercancel', () => this.#release());
    on('contextmenu', (event) => this.#isPanic() && event.preventDefault()); // a long touch would open one
    on('keydown', (event) => this.#keyed(event, () => event.repeat || this.#hold(true)));
    on('keyup', (event) => this.#keyed(event, () => this.#letGo()));
    on('blur', () => this.#byKey && this.#release()); // the key will be let go elsewhere: nobody holds it here any more
    on('click', () => this.#clicked());
  }

  connectedCallback() {
    for (const name of ['people', 'labels']) {
      if (Object.hasOwn(this, name)) { // set before this element was known
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    // Capturing: a page that swallows keys swallows them later.
    globalThis.addEventListener('keydown', this.#keys, true);
    this.#speech.observe(document, { subtree: true, attributeFilter: ['lang'] });
    this.#speak();
  }

  disconnectedCallback() {
    globalThis.removeEventListener('keydown', this.#keys, true);
    this.#speech.disconnect();
    this.#release();
  }

  attributeChangedCallback() {
    this.isConnected && this.#speak();
  }

  /** Who is there to be reported, as the page knows them. */
  set people(people) {
    for (const person of this.#people) {
      this.#gone.unshift({ person, at: now() });
    }
    this.#people = [...people];
    const known = new Set(); // somebody who is back, or is here by another device, is here
    const isHere = ({ participantId, accountId }) => known.has(`p ${participantId}`) || (accountId && known.has(`a ${accountId}`));
    const know = ({ participantId, accountId }) => known.add(`p ${participantId}`).add(accountId && `a ${accountId}`);
    for (const person of this.#people) {
      know(person);
    }
    const left = [];
    for (const each of this.#gone) {
      if (left.length < LEFT_MOST && now() - each.at < LEFT && !isHere(each.person)) {
        know(each.person);
        left[left.length] = each;
      }
    }
    this.#gone = left;
  }

  get people() {
    return this.#people;
  }

  /** The page's own words, by key. */
  set labels(labels) {
    this.#labels = { ...labels };
    this.#speak();
  }

  get labels() {
    return this.#labels;
  }

  /** The same as holding it: for a neutral entry of a menu, or a gesture of the page's own. */
  panic() {
    return this.reporter?.panic({ language: this.#language() });
  }

  /** Opens the dialog, with one of `people` chosen: for an entry in his menu. With `bare` that is all there is to see. */
  ask(participantId) {
    this.#open();
    const tiles = this.#root.querySelectorAll('input[name=who]');
    for (let i = 0; i < tiles.length; i += 1) {
      tiles[i].checked = tiles[i].value === participantId;
      if (tiles[i].checked) {
        tiles[i].focus(); // a blank, pressed now, must not choose another
      }
    }
  }

  #get(name) {
    return getAttribute.call(this, name);
  }

  #isPanic() {
    return this.#get('kind') === 'panic';
  }

  #language() {
    let said;
    try {
      const near = closest.call(this, '[lang]');
      said = near && getAttribute.call(near, 'lang');
    } catch {
      // a page that has broken even this has its panics all the same
    }
    return said || navigator.language || 'en';
  }

  async #speak() {
    const base = this.#language().toLowerCase().split('-')[0];
    const language = base === 'tl' ? 'fil' : base;
    let words = english;
    if (LANGUAGES.includes(language)) {
      this.#name();
      try {
        words = (await import(`./messages/${language}.js`)).default;
      } catch {
        // without it, in English
      }
      if (!this.#language().toLowerCase().startsWith(base)) {
        return; // it was changed meanwhile
      }
    }
    this.#words = words;
    const own = Object.keys(this.#labels).length > 0; // a page's own words are in the page's language, whichever that is
    this.dataset.spoken = words === english && !own ? 'en' : language;
    this.#name();
  }

  #say(key) {
    return this.#labels[key] ?? this.#words[key] ?? english[key] ?? key;
  }

  #name() {
    this.#button.textContent = this.#get('label') ?? this.#say(this.#isPanic() ? 'view' : 'report');
    this.#button.dir = direction(this.#button.textContent);
  }

  /** Enter clicks at once and Space when it is let go; here both can be held. */
  #keyed(event, act) {
    if (this.#isPanic() && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      act();
    }
  }

  #hold(byKey = false) {
    this.#release();
    this.#byKey = byKey;
    if (this.#isPanic()) {
      const patience = Number(this.#get('hold')) || 700;
      this.#holding = setTimeout(() => {
        this.#held = true;
        this.panic(); // at once: the hand may be pulled away
      }, patience);
    }
  }

  #release() {
    clearTimeout(this.#holding);
    this.#holding = null;
    this.#held = false;
  }

  #letGo() {
    if (this.#isPanic() && this.#holding !== null) {
      const held = this.#held;
      this.#release();
      this.#handled = now(); // the click that follows is the same press
      this.#pressed(held);
    }
  }

  #clicked() {
    if (!this.#isPanic()) {
      this.#open();
    } else if (now() - this.#handled > 500) {
      this.#pressed(false); // by a screen reader or a switch, which press without a hand
    }
  }

  #pressed(asked) {
    if (!asked) {
      this.#get('trigger') === 'press' ? this.panic() : this.reporter?.harmless();
    }
    this.#fire('press'); // what everybody sees of a press, whichever it was
  }

  #fire(name, detail = null) {
    this.dispatchEvent(new CustomEvent(`pullcord-${name}`, { bubbles: true, composed: true, detail }));
  }

  #chorded(event) {
    const chord = this.#get('chord');
    if (!chord || event.repeat || !this.#isPanic()) {
      return;
    }
    const keys = chord.split('+');
    const wants = (key) => keys.includes(key);
    if (
      isKey(event, keys[keys.length - 1].toLowerCase()) &&
      event.ctrlKey === wants('Control') &&
      event.shiftKey === wants('Shift') &&
      event.altKey === wants('Alt') &&
      event.metaKey === wants('Meta')
    ) {
      event.preventDefault();
      this.panic();
      this.#fire('press');
    }
  }

  #open() {
    this.#dialog?.remove();
    const who = create('fieldset', {}, create('legend', { textContent: this.#say('who') }));
    const shown = [...this.#people]; // and it stays so: whoever is chosen may leave before it is sent
    for (const { person, at } of this.#gone) {
      if (now() - at < LEFT) {
        shown[shown.length] = person;
      }
    }
    for (let i = 0; i < shown.length; i += 1) {
      const tile = create('input', { type: 'radio', name: 'who', value: shown[i].participantId, required: true });
      const part = i < this.#people.length ? 'person' : 'person left';
      who.append(create('label', { className: 'person', part }, tile, create('bdi', { textContent: shown[i].name })));
    }
    if (!shown.length) {
      who.append(create('p', { textContent: this.#say('nobody') }));
    }
    const why = create('select', { id: 'why', required: true, part: 'select' }, create('option', { value: '' }));
    for (const reason of (this.#get('reasons') ?? REASONS).split(/\s+/)) {
      why.append(create('option', { value: reason, textContent: this.#say(reason) }));
    }
    const words = create('textarea', { id: 'words', rows: 3, maxLength: TEXT, part: 'text' });
    const hide = create('input', { type: 'checkbox', checked: true });
    const form = create(
      'form',
      {},
      create('h2', { id: 'title', textContent: this.#say('report') }),
      who,
      create('div', { className: 'field' }, create('label', { className: 'above', htmlFor: 'why', textContent: this.#say('why') }), why),
      create('div', { className: 'field' }, create('label', { className: 'above', htmlFor: 'words', textContent: this.#say('words') }), words),
      create('label', { className: 'person' }, hide, create('span', { textContent: this.#say('hide') })),
      create(
        'div',
        { className: 'end' },
        create('button', { type: 'submit', className: 'main', part: 'button send', textContent: this.#say('send') }),
        create('button', { type: 'button', part: 'button', textContent: this.#say('cancel'), onclick: () => this.#close() }),
      ),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const id = this.#root.querySelector('input[name=who]:checked')?.value;
      let chosen;
      for (const person of shown) {
        chosen = person.participantId === id ? person : chosen;
      }
      this.#flag(chosen, why.value, words.value, hide.checked);
    });
    this.#dialog = create('dialog', { part: 'dialog', dir: direction(this.#say('report')), lang: this.dataset.spoken }, form);
    this.#dialog.setAttribute('aria-labelledby', 'title');
    this.#dialog.addEventListener('close', () => this.#close());
    this.#in.append(this.#dialog);
    this.#dialog.showModal();
    this.#fire('dialog', { open: true });
  }

  #flag(person, reason, text, hide) {
    const { participantId, accountId } = person ?? {};
    const sent = this.reporter?.flag({
      ...(person ? { subject: { participantId, accountId } } : {}),
      reason,
      text: text.trim() || undefined,
      language: this.#language(),
    });
    if (person && hide) { // at once, whatever the network does
      this.#fire('protect', { ...person });
    }
    this.#fire('flagged', { id: sent?.id });
    const done = create('p', { textContent: this.#say('sent'), tabIndex: -1 });
    done.setAttribute('role', 'status');
    const close = create('button', { type: 'button', part: 'button', textContent: this.#say('close'), onclick: () => this.#close() });
    this.#dialog.replaceChildren(create('h2', { id: 'title', textContent: this.#say('report') }), done, close);
    close.focus();
  }

  #close() {
    if (this.#dialog) {
      this.#dialog.remove();
      this.#dialog = null;
      this.#fire('dialog', { open: false });
    }
    this.#button.focus();
  }
}

customElements.define('pullcord-button', PullcordButton);
