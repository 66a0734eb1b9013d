// Verifies a callback of Pullcord as a platform would, with the npm `standardwebhooks` library.
//   node verify-callback.mjs SECRET < callback.json
// Standard input is {"headers":{…},"body":"…"}, the body as it was received. Prints {"verified":true,"payload":{…}} or
// {"verified":false,"error":"…"}. Ends 0 when the signature holds, 1 when not, 2 on wrong usage.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

const [secret] = process.argv.slice(2);
if (!secret) {
  console.error("usage: verify-callback.mjs SECRET < callback.json");
  process.exit(2);
}

const { headers, body } = JSON.parse(readFileSync(0, "utf8"));
try {
  console.log(JSON.stringify({ verified: true, payload: new Webhook(secret).verify(body, headers) }));
} catch (error) {
  console.log(JSON.stringify({ verified: false, error: String(error) }));
  process.exitCode = 1;
}
