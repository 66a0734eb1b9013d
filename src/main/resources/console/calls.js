// Calls of the service's own API, and what it answers when it refuses.
import { t, word } from './messages.js';

/** A refusal (RFC 9457), or no answer at all. */
export class Problem extends Error {
  constructor(body, status) {
    super(body.title || 'problem');
    this.word = (body.type || '').replace(/^.*\/problems\//, '');
    this.status = status;
    this.detail = body.detail;
    this.title = body.title;
    this.pointer = body.pointer;
    this.errors = body.errors;
    this.retryAfter = body.retryAfter;
  }

  /** In the person's words; the service's own where there are none. */
  headline() {
    return word(`problem-${this.word}`, this.title || t('problem-internal'));
  }

  /** Whether the same call may well succeed later. */
  passing() {
    return this.status === 0 || this.status === 503 || this.status === 429 || this.word === 'call-under-way';
  }
}

let signedOut = () => {};
let csrf = '';

/** Who is signed in; learns what every write of this session must carry. Rejects where nobody is. */
export async function session() {
  const { body } = await call('GET', '/v1/session');
  csrf = body.csrfToken;
  return body;
}

/** Whom to tell when the session is over. */
export function onSignedOut(tell) {
  signedOut = tell;
}

/** A key for a write that may have to be made again: the same key is the same call. */
export function newKey() {
  return crypto.randomUUID ? crypto.randomUUID() : [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
}

/**
 * Calls as {@link send} does; a session that was begun anew in another tab has another word for writes, so it is asked for
 * once more.
 */
export async function call(method, path, body, key) {
  try {
    return await send(method, path, body, key);
  } catch (problem) {
    if (problem.word !== 'csrf') throw problem;
    await session();
    return send(method, path, body, key);
  }
}

/** Calls. Resolves to `{status, body}`; rejects with a {@link Problem}. A write carries a key of its own unless given one. */
async function send(method, path, body, key) {
  const headers = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (method !== 'GET') {
    headers['idempotency-key'] = key || newKey();
    headers['pullcord-csrf'] = csrf;
  }
  let answer;
  try {
    answer = await (method === 'GET' && window.pullcordAsked?.(path) || fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(30_000),
    }));
  } catch {
    throw new Problem({ type: '/problems/unreachable', title: t('problem-unreachable') }, 0);
  }
  const text = await answer.text();
  let json = null;
  try {
    json = text ? JSON.parse(text) : null;
  } catch {
    json = null;
  }
  if (answer.ok) return { status: answer.status, body: json };
  if (answer.status === 401) signedOut();
  throw new Problem(json || { title: `${answer.status}` }, answer.status);
}

export const get = (path) => call('GET', path).then((answer) => answer.body);
export const path = (strings, ...values) => strings.reduce((all, part, i) => all + encodeURIComponent(values[i - 1]) + part);
