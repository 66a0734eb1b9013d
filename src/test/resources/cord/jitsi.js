import { cordInJitsi, jitsiButtons } from '/web/jitsi.js';
import { Reporter } from '/web/reporter.js';

// Stands in for external_api.js, by what Jitsi's handbook says of it: no frame, no call; what it is told it remembers.
class JitsiMeetExternalAPI {
  constructor(domain, options) {
    this.options = options;
    this.commands = [];
    this.people = [{ participantId: 'me', displayName: 'Me' }, { participantId: 'ab12', displayName: '<i>Eve</i>' }];
    this.listeners = {};
  }
  addListener(event, listener) {
    (this.listeners[event] ??= []).push(listener);
  }
  getParticipantsInfo() {
    return this.people;
  }
  executeCommand(...command) {
    this.commands.push(command);
  }
  emit(event, what) {
    this.listeners[event]?.forEach((listener) => listener(what));
  }
}

const asked = new URLSearchParams(location.search);
globalThis.seen = { heard: [], pressed: 0 };
const reporter = new Reporter({
  service: asked.get('service'),
  token: async () => (await fetch('/token?meeting=' + asked.get('meeting'))).text(),
  heard: ({ state }) => seen.heard.push(state),
});
globalThis.api = new JitsiMeetExternalAPI('meet.example', { configOverwrite: jitsiButtons({ report: 'Tell us' }) });
cordInJitsi(api, { reporter, press: () => (seen.pressed += 1) });
api.emit('videoConferenceJoined', { id: 'me' });
