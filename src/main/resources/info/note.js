// How far a note is, by its number. The number comes by hand or behind `#`, which no server sees; nothing is kept.
import { word, language } from './words.js';

const by = (id) => document.getElementById(id);
const said = by('said');
let receipt = '';

async function call(method, path, body) {
  try {
    const answer = await fetch(`/v1/receipts/${receipt}${path}`, {
      method,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: answer.status === 200 ? await answer.json() : null };
  } catch {
    return { status: 0, body: null };
  }
}

function tell(status, good) {
  said.textContent = status === 202 ? word(good) : word(status === 404 ? 'unknown' : status === 400 ? 'wrong' : 'later');
  return status === 202;
}

async function show() {
  const { status, body } = await call('GET', `?language=${language}`);
  by('more').hidden = status !== 200;
  by('find').hidden = status === 200;
  said.lang = body?.language ?? '';
  said.textContent = body?.text ?? word(status === 404 ? 'unknown' : 'later');
}

by('find').addEventListener('submit', (event) => {
  event.preventDefault();
  receipt = by('receipt').value.trim();
  show();
});

by('details').addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = by('text').value.trim();
  const how = by('how').value;
  const note = by('when').value.trim();
  if (!text && !how) {
    by('text').focus();
    return;
  }
  const { status } = await call('POST', '/details', {
    ...(text && { text }), ...(how && { contact: { how, ...(note && { note }) } }),
  });
  if (tell(status, 'sent')) {
    by('details').reset();
  }
});

by('withdraw').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { status } = await call('POST', '/withdraw');
  tell(status, 'taken');
});

function take() {
  if (/^#[A-Za-z0-9_-]{24}$/.test(location.hash)) {
    receipt = location.hash.slice(1);
    history.replaceState(null, '', location.pathname); // out of the address, where somebody beside one reads it
    by('details').reset();
    show();
  }
}

addEventListener('hashchange', take); // a second link in the same tab loads nothing
take();
