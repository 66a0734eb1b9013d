// Where help is to be had: by web and text before the phone, for who is overheard cannot call.
import { word, language } from './words.js';

const list = document.getElementById('list');
const place = document.getElementById('place');

function item(help) {
  const one = document.createElement('li');
  const title = document.createElement('strong');
  title.textContent = help.audience ? `${help.title} · ${help.audience}` : help.title;
  one.append(title);
  if (help.web) {
    const link = document.createElement('a');
    link.href = help.web;
    link.rel = 'noreferrer noopener';
    link.textContent = help.web.replace(/^https:\/\//, '');
    one.append(link, document.createElement('br'));
  }
  if (help.phone) {
    one.append(help.phone);
  }
  if (help.stale) {
    const old = document.createElement('small');
    old.className = 'quiet';
    old.textContent = word('old');
    one.append(document.createElement('br'), old);
  }
  return one;
}

async function show(country) {
  const answer = await fetch(`/v1/help${country ? `?place=${country}` : ''}`);
  const { items, places } = await answer.json();
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
