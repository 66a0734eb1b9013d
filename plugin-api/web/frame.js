import './pullcord-button.js';
import { Reporter } from './reporter.js';

/**
 * The cord in a frame, for pages that can or will not load it themselves. The page around it speaks version 1 of the messages
 * below, and is believed by its origin, which frame.html names. The first message carries a port, and all else goes through it.
 *
 * In:  hello {versions, service, attributes?, people?, labels?} · people {people} · labels {labels} · token {ask, token} · panic
 * Out: here (to the window, says nothing) · ready {version} · refused {versions} · token-wanted {ask} · press ·
 *      protect {person} · flagged {id} · dialog {open} · heard {id, state, receipt?}
 */

const VERSIONS = [1];
const ATTRIBUTES = ['kind', 'label', 'lang', 'hold', 'chord', 'trigger', 'reasons'];
const parents = document.querySelector('meta[name=pullcord-parents]').content.split(/\s+/).filter(Boolean);
const button = document.querySelector('pullcord-button');
const asks = new Map();
let port = null;
let asked = 0;

const say = (type, more = {}) => port?.postMessage({ ...more, pullcord: VERSIONS[0], type });

const heed = {
  people: ({ people }) => (button.people = people ?? []),
  labels: ({ labels }) => (button.labels = labels ?? {}),
  panic: () => button.panic(),
  token: ({ ask, token }) => {
    asks.get(ask)?.(token ?? ''); // none: the reporter asks again
    asks.delete(ask);
  },
};

addEventListener('message', ({ source, origin, data, ports }) => {
  if (source !== parent || !parents.includes(origin) || data?.type !== 'hello' || !data.pullcord || !ports[0] || port) {
    return;
  }
  if (!VERSIONS.some((version) => data.versions?.includes(version))) {
    ports[0].postMessage({ pullcord: VERSIONS[0], type: 'refused', versions: VERSIONS });
    return;
  }
  port = ports[0];
  port.onmessage = ({ data: said }) => Object.hasOwn(heed, said?.type) && heed[said.type](said);
  for (const name of ATTRIBUTES) {
    if (data.attributes?.[name] !== undefined) {
      button.setAttribute(name, data.attributes[name]);
    }
  }
  button.reporter = new Reporter({
    service: data.service,
    token: () =>
      new Promise((answer) => {
        asks.set((asked += 1), answer);
        say('token-wanted', { ask: asked });
      }),
    heard: ({ id, state, receipt }) => say('heard', { id, state, receipt }),
  });
  heed.people(data);
  heed.labels(data);
  button.hidden = false;
  say('ready', { version: VERSIONS[0] });
});

addEventListener('pullcord-press', () => say('press'));
addEventListener('pullcord-protect', ({ detail }) => say('protect', { person: detail }));
addEventListener('pullcord-flagged', ({ detail }) => say('flagged', { id: detail.id }));
addEventListener('pullcord-dialog', ({ detail }) => say('dialog', { open: detail.open }));

parent.postMessage({ pullcord: VERSIONS[0], type: 'here' }, '*');
