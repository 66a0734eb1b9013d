// Where help is to be had: by web and text before the phone, for who is overheard cannot call.
import { word, language } from './words.js';

const list = document.getElementById('list');
const place = document.getElementById('place');

// What is shown where the service is away: never no help. The international directories do not move.
const AWAY = [
  { title: word('child'), web: 'https://childhelplineinternational.org' },
  { title: 'Take It Down', web: 'https://takeitdown.ncmec.org' },
  { title: 'StopNCII', web: 'https://stopncii.org' },
];

const digits = (number) => number.replace(/[^+\d]/g, '');

function link(address, text) {
  const one = document.createElement('a');
  one.href = address;
  one.rel = 'noreferrer noopener';
  one.textContent = text;
  return one;
}

/** `CONNECT to 686868`, or the number alone. */
function message(text) {
  const [, says, number] = /^(?:(\S+) to )?(.+)$/.exec(text);
  return link(`sms:${digits(number)}${says ? `?body=${encodeURIComponent(says)}` : ''}`, says ? `${says} → ${number}` : number);
}

/** Each way is a link, and those that make no sound are first. */
function ways(help) {
  const all = [];
  const way = (name, one) => {
    const label = word(name);
    all.push(label ? [`${label}: `, one] : [one]);
  };
  if (help.web) {
    way('', link(help.web, help.web.replace(/^https:\/\//, '')));
  }
  if (help.text) {
    way('by-text', message(help.text));
  }
  if (help.whatsapp) {
    way('by-whatsapp', link(`https://wa.me/${digits(help.whatsapp).slice(1)}`, help.whatsapp));
  }
  if (help.email) {
    way('by-email', link(`mailto:${help.email}`, help.email));
  }
  for (const number of help.phone?.split(/\s*,\s*/) ?? []) {
    way('by-phone', link(`tel:${digits(number)}`, number));
  }
  return all;
}

function item(help) {
  const one = document.createElement('li');
  const title = document.createElement('strong');
  title.textContent = help.audience ? `${help.title} · ${help.audience}` : help.title;
  one.append(title);
  for (const way of ways(help)) {
    const line = document.createElement('div');
    line.append(...way);
    one.append(line);
  }
  if (help.stale) {
    const old = document.createElement('small');
    old.className = 'quiet';
    old.textContent = word('old');
    one.append(old);
  }
  return one;
}

async function show(country) {
  let answer;
  try {
    answer = await fetch(`/v1/help?language=${language}${country ? `&place=${country}` : ''}`);
    answer = answer.ok ? await answer.json() : null;
  } catch {
    answer = null;
  }
  if (!answer) {
    list.replaceChildren(...AWAY.map(item));
    place.parentElement.hidden = true;
    return;
  }
  const { items, places } = answer;
  list.replaceChildren(...items.map(item));
  if (!place.options.length) {
    const names = new Intl.DisplayNames([language], { type: 'region' });
    place.append(new Option(word('anywhere'), ''));
    for (const code of places.sort((a, b) => names.of(a).localeCompare(names.of(b), language))) {
      place.append(new Option(names.of(code), code, false, code === country));
    }
  }
}

const here = navigator.languages.map((tag) => new Intl.Locale(tag).region).find(Boolean) ?? '';
place.addEventListener('change', () => show(place.value));
show(here);
