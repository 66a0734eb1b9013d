// Posts events that the npm `standardwebhooks` library has signed, instead of with a platform key.
//   node sign-events.mjs SECRET URL [PLATFORM] < events.json
// Standard input is a JSON array of CloudEvents, posted as one batch. PLATFORM is sent as `Pullcord-Platform`, which
// says whose signature it is. Prints {"status","reply"}. Ends 0 on 202, 1 on anything else, 2 on wrong usage.
import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";

const [secret, url, platform] = process.argv.slice(2);
if (!secret || !url) {
  console.error("usage: sign-events.mjs SECRET URL [PLATFORM] < events.json");
  process.exit(2);
}

const body = JSON.stringify(JSON.parse(readFileSync(0, "utf8")));
const id = `msg_${randomUUID()}`;
const now = new Date();
const headers = {
  "content-type": "application/cloudevents-batch+json",
  "webhook-id": id,
  "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
  "webhook-signature": new Webhook(secret).sign(id, now, body),
};
if (platform) {
  headers["pullcord-platform"] = platform;
}
try {
  const response = await fetch(url, { method: "POST", headers, body });
  console.log(JSON.stringify({ status: response.status, reply: await response.json() }));
  process.exitCode = response.status === 202 ? 0 : 1;
} catch (error) {
  console.log(JSON.stringify({ error: String(error) }));
  process.exitCode = 1;
}
