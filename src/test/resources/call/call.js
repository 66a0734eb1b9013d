import { Reporter } from '/web/reporter.js';
import '/web/pullcord-button.js';

// A platform's call: Janus' VideoRoom over its WebSocket, two people and the cord. Nothing but what the browser has.
const asked = new URLSearchParams(location.search);
const me = await (await fetch('/session?account=' + asked.get('account'))).json();
const call = (globalThis.call = { state: 'joining', code: 0, peers: {}, at: {} });
const tiles = document.getElementById('tiles');

const socket = new WebSocket(me.janus, 'janus-protocol');
await new Promise((opened) => socket.addEventListener('open', opened));
const waiting = new Map();
const handles = new Map();
let next = 0;
let session;

function send(message, handle) {
  const transaction = 't' + next++;
  socket.send(JSON.stringify({ ...message, transaction, session_id: session, handle_id: handle }));
  return new Promise((answered) => waiting.set(transaction, answered));
}

socket.addEventListener('message', ({ data }) => {
  const message = JSON.parse(data);
  const answered = waiting.get(message.transaction);
  if (answered && message.janus !== 'ack') {
    waiting.delete(message.transaction);
    answered(message);
  }
  if (message.janus === 'event') {
    handles.get(message.sender)?.(message.plugindata.data, message.jsep);
  }
});

async function attach(heard) {
  const { data } = await send({ janus: 'attach', plugin: 'janus.plugin.videoroom' });
  handles.set(data.id, heard);
  return data.id;
}

const ask = (handle, body, jsep) => send({ janus: 'message', body, jsep }, handle);

/** The whole description, with all candidates in it. */
async function gathered(connection) {
  while (connection.iceGatheringState !== 'complete') {
    await new Promise((changed) =>
      connection.addEventListener('icegatheringstatechange', changed, { once: true }));
  }
  const { type, sdp } = connection.localDescription;
  return { type, sdp };
}

const done = (handle) => send({ janus: 'trickle', candidate: { completed: true } }, handle);

session = (await send({ janus: 'create' })).data.id;
setInterval(() => send({ janus: 'keepalive' }), 20_000);

let privateId;
const publisher = await attach((event, jsep) => {
  if (jsep) {
    sending.setRemoteDescription(jsep);
  }
  for (const one of event.publishers ?? []) {
    watch(one);
  }
  if (event.videoroom === 'destroyed') {
    end('ended');
  }
  if (event.leaving === 'ok' && event.reason === 'kicked') {
    end('removed');
  }
  for (const gone of [event.leaving, event.unpublished, event.kicked]) {
    if (gone && gone !== 'ok') {
      document.getElementById('tile-' + gone)?.remove();
    }
  }
});

function end(state) {
  call.state = state;
  call.at[state] = Date.now();
  sending.close();
}

const sending = new RTCPeerConnection();
const joined = await ask(publisher, {
  request: 'join', ptype: 'publisher', room: me.room, id: me.account, display: me.display, token: me.token,
});
if (joined.plugindata.data.error_code) {
  call.code = joined.plugindata.data.error_code;
  call.state = 'refused';
} else {
  privateId = joined.plugindata.data.private_id;
  const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 320, height: 240 } });
  media.getTracks().forEach((track) => sending.addTrack(track, media));
  await sending.setLocalDescription(await sending.createOffer());
  await ask(publisher, { request: 'configure', audio: true, video: true }, await gathered(sending));
  done(publisher);
  call.state = 'joined';
}

async function watch(one) {
  if (one.id === me.account || call.peers[one.id]) {
    return;
  }
  const connection = (call.peers[one.id] = new RTCPeerConnection());
  connection.addEventListener('track', ({ track }) => {
    if (track.kind === 'video') {
      const tile = document.createElement('video');
      Object.assign(tile, { id: 'tile-' + one.id, autoplay: true, muted: true, srcObject: new MediaStream([track]) });
      tiles.append(tile);
    }
  });
  const subscriber = await attach(async (event, jsep) => {
    if (!jsep) {
      return;
    }
    await connection.setRemoteDescription(jsep);
    await connection.setLocalDescription(await connection.createAnswer());
    await ask(subscriber, { request: 'start' }, await gathered(connection));
    done(subscriber);
  });
  ask(subscriber, {
    request: 'join', ptype: 'subscriber', room: me.room, private_id: privateId, streams: [{ feed: one.id }],
  });
}

/** How many pictures of somebody were shown until now; -1 where he is not watched. */
globalThis.frames = async (account) => {
  const connection = call.peers[account];
  let decoded = -1;
  (await connection?.getStats())?.forEach((one) => {
    if (one.type === 'inbound-rtp' && one.kind === 'video') {
      decoded = one.framesDecoded ?? 0;
    }
  });
  return decoded;
};

globalThis.reporter = new Reporter({ service: me.service, token: async () => me.reporterToken });
document.querySelector('pullcord-button').reporter = reporter;
addEventListener('pullcord-press', () => document.body.classList.toggle('wide'));
