// The words, by Project Fluent. English is complete; what another language lacks is shown in English.
import { FluentBundle, FluentResource } from './vendor/fluent/index.js';

/** Languages in their own names; `machine` marks what no native speaker has read yet. */
export const LANGUAGES = [
  { code: 'en', name: 'English' },
  { code: 'es', name: 'Español', machine: true },
  { code: 'fil', name: 'Filipino', machine: true },
  { code: 'ko', name: '한국어', machine: true },
  { code: 'de', name: 'Deutsch', machine: true },
];

/** Where a file of the console's is, of the release that this page began with. */
export const file = (name) => new URL(name, import.meta.url);

let bundles = [];
let chosen = 'en';
let formats = 'en'; // the same as it is written where the person is: 13:05 or 1:05 PM

/** A page needs a twentieth of the words, and reading them all takes longer than fetching them: each is read when it is first said. */
async function bundle(code) {
  const answer = await fetch(file(`messages/${code}.ftl`));
  if (!answer.ok) throw new Error(`no words in ${code}`);
  const unread = new Map((await answer.text()).split(/^(?=[a-z])/m).map((part) => [part.slice(0, part.search(/[ =]/)), part]));
  return { made: new FluentBundle(code), unread };
}

function message({ made, unread }, id) {
  if (unread.has(id)) made.addResource(new FluentResource(unread.get(id)));
  unread.delete(id);
  return made.getMessage(id);
}

/** Gets the words ready. @param {string} [wanted] a language's code; else what the browser prefers */
export async function loadMessages(wanted) {
  const codes = LANGUAGES.map((l) => l.code);
  const liked = [wanted, ...navigator.languages].map((code) => {
    const short = (code || '').toLowerCase().split('-')[0];
    return short === 'tl' ? 'fil' : short;
  });
  chosen = liked.find((code) => codes.includes(code)) || 'en';
  const wantedBundles = chosen === 'en' ? ['en'] : [chosen, 'en'];
  bundles = await Promise.all(wantedBundles.map(bundle));
  formats = navigator.languages.find((code) => code.toLowerCase().split('-')[0] === chosen) || chosen;
  document.documentElement.lang = chosen;
  document.documentElement.dir = ['ar', 'he', 'fa', 'ur'].includes(chosen) ? 'rtl' : 'ltr';
}

export function language() {
  return chosen;
}

/** In which times and numbers are written. */
export function region() {
  return formats;
}

/** The words of this id. @param {object} [args] what they are about */
export function t(id, args) {
  return find(id, args) ?? id;
}

/** The words of the first id that has some, else `otherwise`: for what the service may name anew. */
export function word(id, otherwise) {
  return find(id) ?? otherwise;
}

/** What a rule is called: in the person's words where there are some, as its policy titles it, or by the reason of its name. */
export function rule(code, title) {
  return find(`code-${code}`) ?? title ?? find(`reason-${code}`) ?? code;
}

function find(id, args) {
  for (const each of bundles) {
    const found = message(each, id);
    if (found?.value) return each.made.formatPattern(found.value, args);
  }
  return null;
}

const writers = new Map();

/** How `kind` of thing is written: made once, for making one is dear. @param {'DateTimeFormat'|'NumberFormat'} kind */
export function written(kind, options, where = formats) {
  const key = `${kind} ${where} ${JSON.stringify(options)}`;
  if (!writers.has(key)) writers.set(key, new Intl[kind](where, options));
  return writers.get(key);
}

const STYLES = {
  short: (at) => (sameDay(at) ? { hour: 'numeric', minute: '2-digit', second: '2-digit' } : { dateStyle: 'medium', timeStyle: 'short' }),
  day: () => ({ dateStyle: 'medium' }),
  zone: () => ({ dateStyle: 'medium', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' }),
  full: () => ({ dateStyle: 'full', timeStyle: 'long' }),
};

function sameDay(at) {
  return at.toDateString() === new Date().toDateString();
}

/** A point in time, in the person's zone. @param {'short'|'day'|'zone'|'full'} style */
export function when(at, style) {
  const date = new Date(at);
  const options = STYLES[style](date);
  const format = style === 'zone'
    ? { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' }
    : options;
  return written('DateTimeFormat', format).format(date);
}

export function percent(share, digits = 0) {
  return written('NumberFormat', { style: 'percent', maximumFractionDigits: digits }).format(share);
}

export function number(n, digits = 0) {
  return written('NumberFormat', { maximumFractionDigits: digits }).format(n);
}
