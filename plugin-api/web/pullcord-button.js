import english from './messages/en.js';
import { Reporter } from './reporter.js';

/**
 * `<pullcord-button kind="flag">` reports somebody: who (one of `people`, never a typed name), why, and words if wished.
 *
 * `<pullcord-button kind="panic">` looks and does like an ordinary control. Pressed, it fires `pullcord-press`, and the page
 * does the harmless thing that the control is for. Held (or by its chord), it does just the same, and asks for help: nothing
 * else shows, here or to anybody else.
 *
 * Properties: `reporter` (a Reporter), `people` ([{participantId, accountId?, name}]), `labels` (own words by key).
 * Attributes: `kind`, `label`, `lang`, `hold` (ms, 700), `chord` ("Control+Shift+L"), `trigger` ("hold" or "press"),
 * `reasons` (words with blanks between), `bare` (no button of its own; the page calls `ask`).
 */

const REASONS =
  'sextortion child_safety trafficking covert_recording threat_to_life self_harm harassment hate sexual_content ' +
  'impersonation off_platform_payment other';
const LANGUAGES = 'ar de es fil fr km ko ms my nl pt ro th vi zh'.split(' ');
const RIGHT_TO_LEFT = ['ar', 'he', 'fa', 'ur'];
const TEXT = 2000;

// In a sheet of its own: a page's policy need not allow inline styles for it.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { all: initial; display: inline-block; font: var(--pullcord-font, 1rem/1.4 system-ui, sans-serif);
  color: var(--pullcord-color, #1b1b1f); }
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
    if (key === 'part') {
      element.setAttribute('part', fields.part);
    } else {
      element[key] = fields[key];
    }
  }
  element.append(...children);
  return element;
};

export class PullcordButton extends HTMLElement {
  static observedAttributes = ['kind', 'label', 'lang', 'chord'];

  /** @type {Reporter | null} */
  reporter = Object.hasOwn(this, 'reporter') ? this.reporter : null; // set before this element was known
  #root = this.attachShadow({ mode: 'open', delegatesFocus: true });
  #button = create('button', { type: 'button', part: 'button', className: 'own' });
  #people = [];
  #labels = {};
  #words = english;
  #dialog = null;
  #holding = null;
  #held = false;
  #handled = -Infinity;
  #keys = (event) => this.#chorded(event);

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#button);
    const on = (event, act) => this.#button.addEventListener(event, act);
    on('pointerdown', () => this.#hold());
    on('pointerup', () => this.#letGo());
    on('pointerleave', () => this.#release());
    on('pointercancel', () => this.#release());
    on('contextmenu', (event) => this.#isPanic() && event.preventDefault()); // a long touch would open one
    on('keydown', (event) => this.#keyed(event, () => event.repeat || this.#hold()));
    on('keyup', (event) => this.#keyed(event, () => this.#letGo()));
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
    this.#speak();
  }

  disconnectedCallback() {
    globalThis.removeEventListener('keydown', this.#keys, true);
    this.#release();
  }

  attributeChangedCallback() {
    if (this.isConnected) {
      this.#speak();
    }
  }

  /** Who is there to be reported, as the page knows them. */
  set people(people) {
    this.#people = [...people];
  }

  get people() {
    return this.#people;
  }

  /** The page's own words, by key. */
  set labels(labels) {
    this.#labels = { ...labels };
    this.#name();
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
    }
  }

  #isPanic() {
    return this.getAttribute('kind') === 'panic';
  }

  #language() {
    return this.closest('[lang]')?.getAttribute('lang') || navigator.language || 'en';
  }

  async #speak() {
    this.#name();
    const base = this.#language().toLowerCase().split('-')[0];
    const language = base === 'tl' ? 'fil' : base;
    this.#words = english;
    if (LANGUAGES.includes(language)) {
      try {
        this.#words = (await import(`./messages/${language}.js`)).default;
      } catch {
        // without it, in English
      }
    }
    this.#root.host.dataset.spoken = this.#words === english ? 'en' : language;
    this.#name();
  }

  #say(key) {
    return this.#labels[key] ?? this.#words[key] ?? english[key] ?? key;
  }

  #name() {
    this.#button.textContent = this.getAttribute('label') ?? this.#say(this.#isPanic() ? 'view' : 'report');
    this.#button.dir = this.#direction();
  }

  #direction() {
    return RIGHT_TO_LEFT.includes(this.dataset.spoken) ? 'rtl' : 'ltr';
  }

  /** Enter clicks at once and Space when it is let go; here both can be held. */
  #keyed(event, act) {
    if (this.#isPanic() && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      act();
    }
  }

  #hold() {
    this.#release();
    if (this.#isPanic()) {
      const patience = Number(this.getAttribute('hold')) || 700;
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
      this.#handled = performance.now(); // the click that follows is the same press
      this.#pressed(held);
    }
  }

  #clicked() {
    if (!this.#isPanic()) {
      this.#open();
    } else if (performance.now() - this.#handled > 500) {
      this.#pressed(false); // by a screen reader or a switch, which press without a hand
    }
  }

  #pressed(asked) {
    if (!asked && this.getAttribute('trigger') === 'press') {
      this.panic();
    } else if (!asked) {
      this.reporter?.harmless();
    }
    this.#press();
  }

  /** What everybody sees of a press, whichever it was. */
  #press() {
    this.#fire('press');
  }

  #fire(name, detail = null) {
    this.dispatchEvent(new CustomEvent(`pullcord-${name}`, { bubbles: true, composed: true, detail }));
  }

  #chorded(event) {
    const chord = this.getAttribute('chord');
    if (!chord || event.repeat || !this.#isPanic()) {
      return;
    }
    const keys = chord.split('+');
    const wants = (key) => keys.includes(key);
    if (
      event.key.toLowerCase() === keys[keys.length - 1].toLowerCase() &&
      event.ctrlKey === wants('Control') &&
      event.shiftKey === wants('Shift') &&
      event.altKey === wants('Alt') &&
      event.metaKey === wants('Meta')
    ) {
      event.preventDefault();
      this.panic();
      this.#press();
    }
  }

  #open() {
    this.#dialog?.remove();
    const who = create('fieldset', {}, create('legend', { textContent: this.#say('who') }));
    for (const person of this.#people) {
      const tile = create('input', { type: 'radio', name: 'who', value: person.participantId, required: true });
      who.append(create('label', { className: 'person', part: 'person' }, tile, create('bdi', { textContent: person.name })));
    }
    if (!this.#people.length) {
      who.append(create('p', { textContent: this.#say('nobody') }));
    }
    const why = create('select', { id: 'why', required: true, part: 'select' }, create('option', { value: '' }));
    for (const reason of (this.getAttribute('reasons') ?? REASONS).split(/\s+/)) {
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
      for (const person of this.#people) {
        chosen = person.participantId === id ? person : chosen;
      }
      this.#flag(chosen, why.value, words.value, hide.checked);
    });
    this.#dialog = create('dialog', { part: 'dialog', dir: this.#direction(), lang: this.dataset.spoken }, form);
    this.#dialog.setAttribute('aria-labelledby', 'title');
    this.#dialog.addEventListener('close', () => this.#close());
    this.#root.append(this.#dialog);
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
