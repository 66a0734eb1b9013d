import { Reporter } from '/web/reporter.js';
import '/web/pullcord-button.js';

// What a platform's page does with the cord. Its own fetch it keeps, for a hostile script breaks everybody's.
const { fetch } = globalThis;
const asked = new URLSearchParams(location.search);
const service = asked.get('service');
globalThis.seen = { heard: [], pressed: 0, protect: [], tries: 0 };
globalThis.reporter = new Reporter({
  service,
  token: async () => {
    seen.tries += 1;
    const fault = globalThis.tokenFaults?.shift(); // what a test has gone wrong first
    if (fault) {
      return fault();
    }
    return (await fetch('/token?meeting=' + asked.get('meeting'))).text();
  },
  heard: (what) => seen.heard.push(what.state),
});
for (const button of document.querySelectorAll('pullcord-button')) {
  button.reporter = reporter;
  button.people = [
    { participantId: 'p-bob', accountId: 'acc-bob', name: 'Bob' },
    { participantId: 'p-mallory', accountId: 'acc-mallory', name: '<b>Mallory</b>' },
  ];
}
addEventListener('pullcord-press', () => {
  seen.pressed += 1;
  document.body.classList.toggle('wide');
});
addEventListener('pullcord-protect', (event) => seen.protect.push(event.detail.participantId));
globalThis.ready = true;
