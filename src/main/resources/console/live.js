// What happens, as it happens: one stream for all tabs, and what each page makes of it.
import { useEffect, useRef } from './vendor/hooks.js';
import { learn } from './clock.js';

/** The service says something every 15 s at the latest: who hears nothing for so long has no line, whatever the browser believes. */
const SILENT_MS = 40_000;

const listeners = new Set();
let worker;
let heard = 0;
let current = { state: 'joining', queues: null };

function hear({ data: message }) {
  heard = Date.now();
  if (message.kind === 'state') current = { ...current, state: message.state };
  if (message.kind === 'queues') current = { ...current, queues: message.data.queues };
  if (message.data?.now) learn(message.data.now);
  listeners.forEach((tell) => tell(message));
}

/** Begins to listen. */
export function listen() {
  if (worker) return;
  if ('SharedWorker' in window) {
    worker = new SharedWorker('/console/live-worker.js', { name: 'pullcord-live' }).port;
    worker.onmessage = hear;
    worker.start();
  } else {
    worker = new Worker('/console/live-worker.js');
    worker.onmessage = hear;
  }
  heard = Date.now();
}

setInterval(() => {
  if (!worker || current.state === 'away' || Date.now() - heard < SILENT_MS) return;
  heard = Date.now();
  worker.postMessage('silent');
}, 5_000);
addEventListener('pagehide', stop);
addEventListener('pageshow', (event) => event.persisted && listen());

/** Listens no more. */
export function stop() {
  worker?.postMessage('leave');
  worker = undefined;
}

export function live() {
  return current;
}

/** Has `tell` called with each message while the caller is shown: `{kind, data}`. */
export function useLive(tell) {
  const held = useRef(tell);
  held.current = tell;
  useEffect(() => {
    const each = (message) => held.current(message);
    listeners.add(each);
    return () => listeners.delete(each);
  }, []);
}
