/**
 * Sends what a participant reports, by a token that the platform made for him. Headless: no element, no style, no sound.
 * What is sent is kept in memory until the service has it, sent again with pauses, and at once when the network is back; a
 * panic never waits for anything else. Nothing is kept in the browser's storage: it would be found.
 */

// Taken before a page's other scripts can change them.
const { fetch, setTimeout, clearTimeout, addEventListener, removeEventListener, AbortController, atob, crypto } = globalThis;
const { stringify, parse } = JSON;
const { assign, create, keys } = Object;
const { isArray } = Array;
const now = performance.now.bind(performance);

const SHAPE = 4096; // bytes that every small request has, so that a panic is as long as a harmless one
const SAME_PRESS = 3_000; // ms within which presses are one
const SAME_NEED = 300_000; // ms within which a further one is more urgent
const KEPT = 100; // flags at most; panics are not counted
const IDLE = 8; // harmless presses that wait at most: what goes on after the page may be 64 KiB in all
const PATIENCE = 8_000; // ms for the first answer; each further try waits longer
const LONGEST = 60_000; // ms
const STALE = 2_000; // ms without an answer after which a request is not trusted to come through
const HOUR = 3_600_000; // ms; no token lives longer

/** An object that nobody's additions to Object.prototype reach. */
const plain = (fields) => assign(create(null), fields);

const attempt = (act, instead) => {
  try {
    return act();
  } catch {
    return instead;
  }
};

const secureUUID = attempt(() => crypto.randomUUID.bind(crypto)); // none where a page is not served securely
const randomValues = attempt(() => crypto.getRandomValues.bind(crypto));

function randomUUID() {
  return attempt(secureUUID) ?? attempt(() => hex(randomValues(new Uint8Array(16)))) ?? `${Date.now()}-${Math.random()}`;
}

function hex(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 1) {
    text += (256 + bytes[i]).toString(16).slice(1);
  }
  return text;
}

/** Whatever hangs is given up: a panic must not wait for what never comes. */
async function within(ms, work, late = () => {}) {
  let timer;
  const end = new Promise((_, no) => {
    timer = setTimeout(() => {
      late();
      no(new Error('late'));
    }, ms);
  });
  try {
    return await Promise.race([work(), end]);
  } finally {
    clearTimeout(timer);
  }
}

/** How long a token is good for by this device's clock, in ms; NaN where nobody can say. */
function life(token) {
  return attempt(() => parse(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'))).exp * 1000 - Date.now(), NaN);
}

export class Reporter {
  #service;
  #token;
  #last = null; // the token that was good
  #asking = null; // one call for all that wait
  #ahead = null; // the timer of the next token
  #missed = 0;
  #beacon;
  #heard;
  #pending = new Set();
  #panicAt = -Infinity;
  #panic = null;
  #closed = false;
  #online = () => this.flush();
  #leaving = () => this.#leave();

  /**
   * @param {object} options
   * @param {string} options.service where Pullcord is
   * @param {() => string | Promise<string>} options.token a good participant token; asked for at once and before each expires
   * @param {string} [options.beacon] an address of the platform's own that takes an event as text/plain when the page goes
   * @param {(state: {id: string, state: string, receipt?: string}) => void} [options.heard]
   */
  constructor({ service, token, beacon, heard }) {
    this.#service = `${service}`.replace(/\/+$/, '') + '/v1/events';
    this.#token = token;
    this.#beacon = beacon;
    this.#heard = heard ?? (() => {});
    addEventListener('online', this.#online);
    addEventListener('visibilitychange', this.#online); // a page that is put away may never say that it goes
    addEventListener('pagehide', this.#leaving);
    this.#renew();
  }

  /** Asks for help now; nothing needs to be said. Presses in quick succession are one, later ones say it is urgent. */
  panic(more = {}) {
    const since = now() - this.#panicAt;
    if (this.#panic && since < SAME_PRESS) {
      if (this.#panic.each.timer) {
        this.#try(this.#panic.each);
      } else {
        this.harmless(); // every press sends a request, whatever it is
      }
      return this.#panic.sent;
    }
    this.#panicAt = now();
    const urgent = this.#panic && since < SAME_NEED ? { immediateDanger: true } : {};
    this.#panic = this.#send('report.panic', { ...more, ...urgent });
    return this.#panic.sent;
  }

  /** Complains about somebody: `{subject: {participantId?, accountId?}, reason, text?, language?, …}`. */
  flag(report) {
    return this.#send('report.flagged', report).sent;
  }

  /** Adds words to an own report. */
  details(id, text) {
    return this.#send('report.detailsAdded', { eventId: id, text }).sent;
  }

  /** Takes an own report back. It is not erased, and somebody still looks. */
  withdraw(id) {
    return this.#send('report.withdrawn', { eventId: id }).sent;
  }

  /**
   * A request that does nothing, and looks on the wire as a panic does: it is tried again as one, and its answer is read as
   * one's, or the page's own list of requests would hold the panics only. For whatever harmless control stands for it.
   */
  harmless() {
    let waiting = 0;
    let oldest;
    for (const each of this.#pending) {
      waiting += each.idle ? 1 : 0;
      oldest ??= each.idle ? each : undefined;
    }
    if (waiting >= IDLE) {
      clearTimeout(oldest.timer);
      this.#pending.delete(oldest);
    }
    this.#start({ idle: true, body: shaped('[]') });
  }

  /** How much was not taken yet. */
  get pending() {
    let all = 0;
    for (const each of this.#pending) {
      all += each.idle ? 0 : 1;
    }
    return all;
  }

  /** Tries all that waits, now, and anew what nobody has answered for a while: the network may be another. */
  flush() {
    for (const each of this.#inOrder()) {
      if (each.timer || now() - each.since > STALE) {
        this.#try(each);
      }
    }
  }

  /** Sends no more: what waits is tried a last time, and what is under way goes on. */
  close() {
    this.#leave();
    this.#closed = true;
    removeEventListener('online', this.#online);
    removeEventListener('visibilitychange', this.#online);
    removeEventListener('pagehide', this.#leaving);
    clearTimeout(this.#ahead);
    for (const each of this.#pending) {
      clearTimeout(each.timer);
    }
  }

  #send(type, data) {
    const id = randomUUID();
    const panic = type === 'report.panic';
    if (!panic && this.pending >= KEPT) {
      return { sent: { id, taken: Promise.resolve(null) } };
    }
    const event = plain({
      specversion: '1.0',
      id,
      source: '/participants',
      type: `dev.pullcord.${type}.v1`,
      time: attempt(() => new Date().toISOString()),
      data: plain(deep(data)),
    });
    let settle;
    const taken = new Promise((done) => (settle = done));
    const each = { id, panic, settle, body: shaped(`[${stringify(event)}]`) };
    this.#start(each);
    return { each, sent: { id, taken } };
  }

  #start(each) {
    assign(each, { tries: 0, timer: null, since: now(), sent: false, renewed: false, stop: null });
    this.#pending.add(each);
    this.#try(each);
  }

  /** Panics first. */
  #inOrder() {
    const all = [];
    for (const first of [true, false]) {
      for (const each of this.#pending) {
        if (!!each.panic === first) {
          all[all.length] = each;
        }
      }
    }
    return all;
  }

  async #try(each) {
    clearTimeout(each.timer);
    each.stop?.abort(); // an earlier try that nobody answers; the service knows an event that comes twice
    const stop = new AbortController();
    const patience = Math.min(LONGEST, PATIENCE * 2 ** Math.min(each.tries, 10));
    assign(each, { timer: null, stop, since: now(), sent: false, tries: each.tries + 1 });
    let answer = null;
    try {
      answer = await within(patience, () => this.#post(each, stop.signal), () => stop.abort());
    } catch {
      // away; tried again below
    }
    if (each.stop !== stop || !this.#pending.has(each)) {
      return; // a later try has it
    }
    each.sent = false;
    const { said } = answer ?? {};
    const refused = said?.rejected?.[0]?.problem;
    if (answer?.status === 202 && !refused) {
      this.#settled(each, 'taken', said);
    } else if (refused && refused.status < 500 && refused.status !== 429 && (!refused.retryAfter || each.tries > 10)) {
      this.#settled(each, 'refused');
    } else if (answer?.status === 401 && !each.renewed) {
      each.renewed = true;
      this.#try(each); // with another token
    } else if (!this.#closed) {
      const asked = (answer?.pause || 0) * 1000;
      const grown = Math.min(30_000, 500 * 2 ** Math.min(each.tries - 1, 10));
      each.timer = setTimeout(
        () => this.#try(each),
        Math.max(Math.min(asked, 30_000), grown / 2 + (Math.random() * grown) / 2),
      );
      this.#tell(each, 'waiting');
    }
  }

  #settled(each, state, said) {
    const receipt = said?.receipts?.[0]?.receipt;
    this.#pending.delete(each);
    each.settle?.(state === 'taken' ? { id: each.id, receipt, support: said?.support } : null);
    this.#tell(each, state, receipt);
  }

  #tell(each, state, receipt) {
    if (!each.idle) {
      this.#heard({ id: each.id, state, receipt });
    }
  }

  async #post(each, signal) {
    const token = this.#last ?? (await this.#ask());
    signal.throwIfAborted?.();
    each.sent = true;
    const answer = await this.#fetch(token, each.body, signal);
    if (answer.status === 401 && this.#last === token) {
      this.#last = null; // the next try asks for another
    }
    return { status: answer.status, pause: Number(answer.headers.get('retry-after')), said: await read(answer) };
  }

  #fetch(token, body, signal) {
    return fetch(this.#service, {
      method: 'POST',
      mode: 'cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer', // no `cache` of its own: Chromium would then ask for leave (CORS) before every press
      keepalive: true, // goes on when the page is left
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
      body,
      signal,
    });
  }

  #ask() {
    this.#asking ??= this.#fresh().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #fresh() {
    const token = `${await within(PATIENCE, () => this.#token())}`.trim();
    if (!/^[\w-]+(\.[\w-]+)+$/.test(token)) {
      throw new TypeError('no token'); // what stands in a page of an error, or nothing
    }
    this.#last = token;
    this.#missed = 0;
    this.#later(Math.min(life(token), HOUR) * 0.8);
    return token;
  }

  /** Has one at hand before it is needed: the page may be left right after a press, and then nobody makes one. */
  #renew() {
    this.#ask().catch(() => {
      this.#missed += 1;
      this.#later(Math.min(LONGEST, 1000 * 2 ** Math.min(this.#missed, 10)));
    });
  }

  #later(ms) {
    clearTimeout(this.#ahead);
    if (ms > 0 && !this.#closed) { // not where this device's clock says that a new one is over: a 401 tells
      this.#ahead = setTimeout(() => this.#renew(), ms);
    }
  }

  /** What waits, or hangs, or has no token yet, would die with the page. */
  #leave() {
    for (const each of this.#inOrder()) {
      if (!each.sent || now() - each.since > STALE) {
        const relayed = this.#beacon && attempt(() => navigator.sendBeacon(this.#beacon, each.body), false);
        if (!relayed && this.#last) {
          attempt(() => this.#fetch(this.#last, each.body).catch(() => {}));
        }
      }
    }
  }
}

function deep(value) {
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const copy = isArray(value) ? Object.setPrototypeOf([], null) : plain({});
  for (const name of keys(value)) {
    if (value[name] !== undefined) {
      copy[name] = deep(value[name]);
    }
  }
  return copy;
}

/** JSON may end in blanks. Its bytes are counted here, for TextEncoder may be anybody's. */
function shaped(json) {
  let bytes = json.length;
  for (let i = 0; i < json.length; i += 1) {
    const unit = json.charCodeAt(i);
    bytes += unit < 0x80 ? 0 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return json + ' '.repeat((SHAPE - (bytes % SHAPE)) % SHAPE);
}

async function read(answer) {
  try {
    return parse(await answer.text());
  } catch {
    return null;
  }
}
