import { createElement, useState } from '/npm/react.js';
import client from '/npm/react-dom-client.js';
import { PullcordButton } from '/web/react.js';
import { Reporter } from '/web/reporter.js';

// A platform's page in React: its own harmless control, and the roster as its state.
const asked = new URLSearchParams(location.search);
globalThis.seen = { heard: [], pressed: 0, protect: [], flagged: 0 };
const reporter = new Reporter({
  service: asked.get('service'),
  token: async () => (await fetch('/token?meeting=' + asked.get('meeting'))).text(),
  heard: ({ state }) => seen.heard.push(state),
});
globalThis.element = null;

function Call() {
  const [people, setPeople] = useState([]);
  const [wide, setWide] = useState(0);
  globalThis.setPeople = setPeople;
  return createElement(
    'section',
    { 'data-wide': wide },
    createElement(PullcordButton, {
      kind: 'panic',
      label: 'Layout',
      reporter,
      ref: (each) => (globalThis.element = each),
      onPress: () => (setWide(wide + 1), (seen.pressed = wide + 1)), // a new one at each rendering
    }),
    createElement(PullcordButton, {
      kind: 'flag',
      id: 'flag',
      reasons: 'harassment other',
      reporter,
      people,
      labels: { report: 'Tell us' },
      onProtect: ({ participantId }) => seen.protect.push(participantId),
      onFlagged: ({ id }) => (seen.flagged += id ? 1 : 0),
    }),
  );
}

globalThis.root = client.createRoot(document.querySelector('#call'));
root.render(createElement(Call));
