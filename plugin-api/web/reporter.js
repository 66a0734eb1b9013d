/**
 * Sends what a participant reports, by a token that the platform made for him. Headless: no element, no style, no sound.
 * What is sent is kept in memory until the service has it, sent again with pauses, and at once when the network is back; a
 * panic never waits for anything else. Nothing is kept in the browser's storage: it would be found.
 */

// Taken before a page's other scripts can change them.
const { fetch, setTimeout, clearTimeout, addEventListener, removeEventListener } = globalThis;
const { stringify, parse } = JSON;
const randomUUID = () => crypto.randomUUID();
const now = () => performance.now();

const SHAPE = 4096; // bytes that every small request has, so that a panic is as long as a harmless one
const SAME_PRESS = 3_000; // ms within which presses are one
const SAME_NEED = 300_000; // ms within which a further one is more urgent
const KEPT = 100; // flags at most; panics are not counted

/** An object that nobody's additions to Object.prototype reach. */
const plain = (fields) => Object.assign(Object.create(null), fields);

export class Reporter {
  #service;
  #token;
  #last = null; // the token that was good
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
   * @param {() => string | Promise<string>} options.token a good participant token; asked for again when one has expired
   * @param {string} [options.beacon] an address of the platform's own that takes an event as text/plain when the page goes
   * @param {(state: {id: string, state: string, receipt?: string}) => void} [options.heard]
   */
  constructor({ service, token, beacon, heard }) {
    this.#service = `${service}`.replace(/\/+$/, '') + '/v1/events';
    this.#token = token;
    this.#beacon = beacon;
    this.#heard = heard ?? (() => {});
    addEventListener('online', this.#online);
    addEventListener('pagehide', this.#leaving);
  }

  /** Asks for help now; nothing needs to be said. Presses in quick succession are one, later ones say it is urgent. */
  panic(more = {}) {
    const since = now() - this.#panicAt;
    if (this.#panic && since < SAME_PRESS) {
      return this.#panic;
    }
    this.#panicAt = now();
    const urgent = this.#panic && since < SAME_NEED ? { immediateDanger: true } : {};
    this.#panic = this.#send('report.panic', { ...more, ...urgent });
    return this.#panic;
  }

  /** Complains about somebody: `{subject: {participantId?, accountId?}, reason, text?, language?, …}`. */
  flag(report) {
    return this.#send('report.flagged', report);
  }

  /** Adds words to an own report. */
  details(id, text) {
    return this.#send('report.detailsAdded', { eventId: id, text });
  }

  /** Takes an own report back. It is not erased, and somebody still looks. */
  withdraw(id) {
    return this.#send('report.withdrawn', { eventId: id });
  }

  /** A request that does nothing, and looks on the wire as a panic does. For whatever harmless control stands for it. */
  harmless() {
    this.#post(shaped('[]')).catch(() => {});
  }

  /** How much was not taken yet. */
  get pending() {
    return this.#pending.size;
  }

  /** Tries all that waits, now. */
  flush() {
    for (const each of this.#pending) {
      if (each.timer) {
        clearTimeout(each.timer);
        each.timer = null;
        this.#try(each);
      }
    }
  }

  /** Sends no more; what is under way goes on. */
  close() {
    this.#closed = true;
    removeEventListener('online', this.#online);
    removeEventListener('pagehide', this.#leaving);
    for (const each of this.#pending) {
      clearTimeout(each.timer);
    }
  }

  #send(type, data) {
    const id = randomUUID();
    if (type !== 'report.panic' && this.#pending.size >= KEPT) {
      return { id, taken: Promise.resolve(null) };
    }
    const event = plain({
      specversion: '1.0',
      id,
      source: '/participants',
      type: `dev.pullcord.${type}.v1`,
      time: new Date().toISOString(),
      data: plain(deep(data)),
    });
    let settle;
    const taken = new Promise((done) => (settle = done));
    const each = { id, body: shaped(`[${stringify(event)}]`), tries: 0, timer: null, settle, renewed: false };
    this.#pending.add(each);
    this.#try(each);
    return { id, taken };
  }

  async #try(each) {
    each.tries += 1;
    let answer = null;
    try {
      answer = await this.#post(each.body);
    } catch {
      // away; tried again below
    }
    if (answer?.status === 401) {
      this.#last = null; // the next try asks for another
    }
    const said = answer && (await read(answer));
    const refused = said?.rejected?.[0]?.problem;
    if (answer?.status === 202 && !refused) {
      this.#settled(each, 'taken', said?.receipts?.[0]?.receipt);
    } else if (refused && refused.status < 500 && refused.status !== 429 && (!refused.retryAfter || each.tries > 10)) {
      this.#settled(each, 'refused');
    } else if (!this.#closed) {
      const asked = (Number(answer?.headers.get('retry-after')) || 0) * 1000;
      const grown = Math.min(30_000, 500 * 2 ** Math.min(each.tries - 1, 10));
      each.timer = setTimeout(
        () => {
          each.timer = null;
          this.#try(each);
        },
        Math.max(Math.min(asked, 30_000), grown / 2 + (Math.random() * grown) / 2),
      );
      this.#heard({ id: each.id, state: 'waiting' });
    }
  }

  #settled(each, state, receipt) {
    this.#pending.delete(each);
    each.settle(state === 'taken' ? { id: each.id, receipt } : null);
    this.#heard({ id: each.id, state, receipt });
  }

  async #post(body) {
    this.#last ??= await this.#token();
    return fetch(this.#service, {
      method: 'POST',
      mode: 'cors',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      keepalive: true, // goes on when the page is left
      headers: { authorization: `Bearer ${this.#last}`, 'content-type': 'application/cloudevents-batch+json' },
      body,
    });
  }

  /** What waits for its next try would die with the page. */
  #leave() {
    for (const each of this.#pending) {
      if (each.timer) {
        const relayed = this.#beacon && navigator.sendBeacon?.(this.#beacon, each.body);
        if (!relayed && this.#last) {
          this.#post(each.body).catch(() => {});
        }
      }
    }
  }
}

function deep(value) {
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const copy = plain({});
  for (const name of Object.keys(value)) {
    if (value[name] !== undefined) {
      copy[name] = deep(value[name]);
    }
  }
  return copy;
}

/** JSON may end in blanks. */
function shaped(json) {
  const bytes = new TextEncoder().encode(json).length;
  return json + ' '.repeat((SHAPE - (bytes % SHAPE)) % SHAPE);
}

async function read(answer) {
  try {
    return parse(await answer.text());
  } catch {
    return null;
  }
}
