// One stream for all tabs of a browser: it allows six connections to a host, and a person opens more tabs than that.
const ports = new Set();
let source;
let state = 'joining';
let last = {};
let retry;
let missed = false; // whether something may have been: a stream that was begun anew does not say what the one before had left

function tell(message) {
  ports.forEach((port) => port.postMessage(message));
}

function set(now) {
  state = now;
  tell({ kind: 'state', state });
}

function listen() {
  clearTimeout(retry);
  source = new EventSource('/v1/live');
  for (const kind of ['hello', 'reset', 'cases', 'queues', 'away', 'back']) {
    source.addEventListener(kind, (event) => {
      const message = { kind: kind === 'hello' && missed ? 'reset' : kind, data: JSON.parse(event.data) };
      if (kind === 'hello') missed = false;
      if (kind === 'queues') last.queues = message;
      if (kind === 'hello' || kind === 'reset') { last.hello = { ...message, kind: 'hello' }; set('on'); }
      if (kind === 'away' || kind === 'back') set(kind === 'away' ? 'away' : 'on');
      tell(message);
    });
  }
  source.onerror = () => {
    set('off');
    if (source.readyState === EventSource.CLOSED) again(4000 + Math.random() * 3000); // not all at once
  };
}

function again(ms) {
  missed = true;
  source.close();
  clearTimeout(retry);
  retry = setTimeout(listen, ms);
}

/** A line that fell silent looks to a browser like one on which nothing happens. */
function silent() {
  set('off');
  again(0);
}

addEventListener('offline', () => source && silent());
addEventListener('online', () => source && state === 'off' && again(0));

function join(port) {
  ports.add(port);
  port.onmessage = ({ data }) => {
    if (data === 'leave') {
      ports.delete(port);
      if (ports.size === 0) { source?.close(); clearTimeout(retry); source = undefined; last = {}; state = 'joining'; missed = false; }
    }
    if (data === 'silent') silent();
  };
  if (!source) listen();
  port.postMessage({ kind: 'state', state });
  Object.values(last).forEach((message) => port.postMessage(message));
}

if ('SharedWorkerGlobalScope' in self) {
  self.onconnect = (event) => join(event.ports[0]);
} else {
  join(self);
}
