// Pullcord from Node, without a package: tell, ask, and do what was decided.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { PULLCORD_URL: url, PULLCORD_KEY: key, PULLCORD_SECRET: secret } = process.env;

async function call(path, event, accept = 'application/json') {
  return fetch(url + path, {
    method: event ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${key}`, accept, 'content-type': 'application/cloudevents+json' },
    body: event && JSON.stringify(event),
    signal: AbortSignal.timeout(5000),
  });
}

/** One event, tried again under its id until it is durable. */
async function tell(kind, data) {
  const event = { specversion: '1.0', id: randomUUID(), source: '/calls', type: `dev.pullcord.${kind}.v1`, data };
  for (const pause of [1, 2, 4, 8, 16]) {
    const answer = await call('/v1/events', event).catch(() => null);
    if (answer?.status === 202) return answer.json();
    if (answer && answer.status < 500 && answer.status !== 429) throw new Error(await answer.text());
    await new Promise((resolve) => setTimeout(resolve, pause * 1000));
  }
  throw new Error('keep it, and send it later under the same id');
}

async function mayJoin(account) {
  const answer = await call(`/v1/standing?account=${encodeURIComponent(account)}`, null, 'application/json; profile="access"').catch(() => null);
  if ([401, 403].includes(answer?.status)) console.error('Pullcord does not take this key: whoever is suspended gets in'); // page somebody
  return answer?.ok ? (await answer.json()).access : true; // nobody can be asked; or false, if you would rather
}

function genuine(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': when, 'webhook-signature': signatures = '' } = headers;
  if (!(Math.abs(Date.now() / 1000 - Number(when)) <= 300)) return false;
  const mac = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'));
  const ours = Buffer.from(`v1,${mac.update(`${id}.${when}.`).update(body).digest('base64')}`);
  return signatures.split(' ').some((each) => each.length === ours.length && timingSafeEqual(Buffer.from(each), ours));
}

const answers = new Map(); // by action; yours belong into a database

async function callback(request, response) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts);
  if (!genuine(request.headers, body)) return response.writeHead(401).end();
  const action = JSON.parse(body);
  if (!answers.has(action.actionId)) {
    console.log('to do:', action.type); // suspend the account, remove the participant …
    answers.set(action.actionId, 'done');
  }
  response.end(JSON.stringify({ status: answers.get(action.actionId) }));
}

const [what, argument] = process.argv.slice(2);
if (what === 'tell') console.log(await tell('report.flagged', JSON.parse(argument)));
else if (what === 'ask') console.log((await mayJoin(argument)) ? 'yes' : 'no');
else createServer(callback).listen(Number(argument), '127.0.0.1');
