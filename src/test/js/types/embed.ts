// What a platform writes in TypeScript, held against the types that the package ships.
import { Reporter, type Flag, type Heard, type Sent } from '@pullcord/web';
import '@pullcord/web/button';
import type { PullcordButton, TilePerson } from '@pullcord/web/button';
import { fromJanus, fromJitsi, fromLiveKitRoom, type Call } from '@pullcord/web/bridges';
import { framedCord } from '@pullcord/web/framed';
import { cordInJitsi, jitsiButtons } from '@pullcord/web/jitsi';

const reporter = new Reporter({
  service: 'https://pullcord.example',
  token: async () => (await fetch('/token')).text(),
  heard: (heard: Heard) => { if (heard.state === 'taken') document.title = heard.receipt ?? heard.id; },
});
const flag: Flag = { subject: { participantId: 'p1' }, reason: 'harassment', text: 'said', immediateDanger: true };
const sent: Sent = reporter.flag(flag);
const receipt: Promise<string | undefined> = sent.taken.then((taken) => taken?.receipt);
reporter.panic({ language: 'fil' });
const waiting: number = reporter.pending;

const button: PullcordButton = document.createElement('pullcord-button');
button.reporter = reporter;
const calls: Call[] = [fromLiveKitRoom({}), fromJitsi({}), fromJanus(7, new Map([[8, { display: 'Ann', handle: {} }]]))];
calls.forEach((call) => call.watch((people: TilePerson[]) => { button.people = people; }));
button.addEventListener('pullcord-protect', ({ detail }) => calls[0]?.protect(detail.participantId));
addEventListener('pullcord-dialog', ({ detail }) => { document.body.inert = detail.open; });
document.addEventListener('pullcord-flagged', ({ detail }) => { document.title = detail.id ?? ''; });
const again: Sent | undefined = button.panic();

const cord = framedCord(document.createElement('iframe'), {
  url: 'https://cord.example/frame.html', service: 'https://pullcord.example', token: () => 'jwt',
  attributes: { kind: 'panic', trigger: 'hold' }, on: { refused: ({ versions }) => versions.map((each) => each + 1), press() {} },
});
cord.people = [{ participantId: 'p1', name: 'Ann' }];
cordInJitsi({}, { reporter, parent: document.body }).ask(jitsiButtons().customParticipantMenuButtons[0]?.id);

// What cannot be is said while it is written.
// @ts-expect-error no such reason
reporter.flag({ reason: 'annoying' });
// @ts-expect-error without a token nobody reports
new Reporter({ service: 'https://pullcord.example' });
// @ts-expect-error somebody has a name to be picked by
button.people = [{ participantId: 'p1' }];
// @ts-expect-error no such trigger
framedCord(document.createElement('iframe'), { url: '', service: '', token: () => '', attributes: { trigger: 'wink' } });

export { again, receipt, waiting };
