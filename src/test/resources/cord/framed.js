import { framedCord } from '/web/framed.js';

// What a page does that has the cord in a frame of another origin; it loads nothing of it but a few lines.
const asked = new URLSearchParams(location.search);
globalThis.seen = { heard: [], pressed: 0, protect: [], words: [], open: [], ready: 0, tries: 0 };
const word = (name, act) => [name, (said) => (seen.words.push(name), act(said))];
const iframe = document.createElement('iframe');
iframe.title = 'Report';
document.querySelector('#call').append(iframe);
if (asked.get('stranger')) { // whom the frame does not know, and who would like to be
  addEventListener('message', ({ data, source }) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data: said }) => seen.words.push(said.type);
    source.postMessage({ pullcord: 1, type: 'hello', versions: [Number(asked.get('version'))], service: 'x' }, '*', [port2]);
    seen.ready += 1;
  });
  iframe.src = asked.get('frame');
} else {
  globalThis.cord = framedCord(iframe, {
    url: asked.get('frame'),
    service: asked.get('service'),
    token: async () => {
      seen.tries += 1;
      if (seen.tries <= Number(asked.get('fails'))) {
        throw new Error('this page\'s backend is away');
      }
      return (await fetch('/token?meeting=' + asked.get('meeting'))).text();
    },
    attributes: { kind: asked.get('kind'), label: 'Layout', onclick: 'alert(1)' },
    people: [{ participantId: 'p-bob', accountId: 'acc-bob', name: 'Bob' }],
    on: Object.fromEntries([
      word('ready', () => (seen.ready += 1)),
      word('press', () => (seen.pressed += 1)),
      word('protect', ({ person }) => seen.protect.push(person.participantId)),
      word('dialog', ({ open }) => (seen.open.push(open), (iframe.style.height = open ? '600px' : '60px'))),
      word('heard', ({ state }) => seen.heard.push(state)),
      word('flagged', () => {}),
    ]),
  });
}
