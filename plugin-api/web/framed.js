/**
 * For the page around a frame with the cord in it (see frame.js): loads frame.html into an iframe and speaks with it.
 *
 *   const cord = framedCord(iframe, { url, service, token, attributes: { kind: 'flag' }, on: { protect, dialog } });
 *   cord.people = [...];
 */

const VERSION = 1;
const LOADING = 30_000; // ms: as long as a frame may take to come

export function framedCord(iframe, { url, service, token, attributes = {}, people = [], labels = {}, on = {} }) {
  const origin = new URL(url, location.href).origin;
  let port = null;
  let pressed = -Infinity; // when a panic was said: a frame that was not there yet, or is loaded anew, never had it
  let now = { people, labels };
  const say = (type, more = {}) => port?.postMessage({ ...more, pullcord: VERSION, type });
  const heed = async ({ data }) => {
    if (data.type === 'token-wanted') {
      let made = null; // tells the frame that there is none, which asks again
      try {
        made = await token();
      } catch {
        // this page's backend is away, as it may be when the network is
      }
      say('token', { ask: data.ask, token: made });
    } else {
      on[data.type]?.(data);
    }
  };
  const here = ({ source, origin: from, data }) => {
    if (source !== iframe.contentWindow || from !== origin || data?.type !== 'here' || !data.pullcord) {
      return;
    }
    port?.close(); // it was loaded anew
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = heed;
    const hello = { pullcord: VERSION, type: 'hello', versions: [VERSION], service, attributes, ...now };
    iframe.contentWindow.postMessage(hello, origin, [channel.port2]);
    if (Date.now() - pressed < LOADING) say('panic'); // one that it had is merged with this one
  };
  addEventListener('message', here);
  iframe.src = url;
  return {
    set people(all) {
      now = { ...now, people: [...all] };
      say('people', { people: now.people });
    },
    set labels(words) {
      now = { ...now, labels: { ...words } };
      say('labels', { labels: now.labels });
    },
    /** The same as holding it, for a gesture or a key of this page's own. */
    panic: () => {
      pressed = Date.now();
      say('panic');
    },
    close: () => {
      removeEventListener('message', here);
      port?.close();
      port = null;
    },
  };
}
