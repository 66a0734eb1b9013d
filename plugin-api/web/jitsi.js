import { fromJitsi } from './bridges.js';
import './pullcord-button.js';

/**
 * The cord around a Jitsi Meet in a page, by its IFrame API: *Report* in everybody's menu opens the dialog with him chosen, and a
 * button in the toolbar, pressed twice, asks for help. What that button does when it is pressed is the page's own: give it a
 * word, a picture and an effect that say nothing.
 *
 *   const api = new JitsiMeetExternalAPI('meet.example', { roomName, jwt, parentNode, configOverwrite: jitsiButtons() });
 *   cordInJitsi(api, { reporter, press: () => api.executeCommand('toggleTileView') });
 */

const TWICE = 1_500; // ms within which a second press asks for help
const REPORT = 'pullcord-report';
const VIEW = 'pullcord-view';

/** What `configOverwrite` needs. Icons are addresses of pictures; Jitsi shows none of its own there. */
export const jitsiButtons = ({ report = 'Report', reportIcon, view = 'Layout', viewIcon } = {}) => ({
  customParticipantMenuButtons: [{ id: REPORT, icon: reportIcon, text: report }],
  customToolbarButtons: [{ id: VIEW, icon: viewIcon, text: view }],
});

export function cordInJitsi(api, { reporter, press = () => {}, parent = document.body }) {
  const call = fromJitsi(api);
  const button = document.createElement('pullcord-button');
  button.setAttribute('kind', 'flag');
  button.setAttribute('bare', '');
  button.reporter = reporter;
  button.addEventListener('pullcord-protect', ({ detail }) => call.protect(detail.participantId));
  parent.append(button);
  call.watch((people) => (button.people = people));
  let pressed = -Infinity;
  api.addListener('participantMenuButtonClick', ({ key, participantId }) => {
    if (key === REPORT) {
      button.ask(participantId);
    }
  });
  api.addListener('toolbarButtonClicked', ({ key }) => {
    if (key === VIEW) {
      const again = performance.now() - pressed < TWICE;
      pressed = performance.now();
      press();
      (again ? reporter.panic() : reporter.harmless());
    }
  });
  return button;
}
