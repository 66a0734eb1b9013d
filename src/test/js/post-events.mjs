// Posts CloudEvents as the npm `cloudevents` SDK sends them.
//   node post-events.mjs MODE URL KEY < events.json
// MODE is structured, binary or batched. Standard input is a JSON array of CloudEvents. Prints one line of JSON,
// {"mode","replies":[…]}: what the service answered, parsed. Ends 0 when each event was accepted or known already,
// 1 when not, 2 on wrong usage.
import { readFileSync } from "node:fs";
import { CloudEvent, HTTP, Mode, emitterFor, httpTransport } from "cloudevents";

const [mode, url, key] = process.argv.slice(2);
if (!["structured", "binary", "batched"].includes(mode) || !url || !key) {
  console.error("usage: post-events.mjs structured|binary|batched URL KEY < events.json");
  process.exit(2);
}

const events = JSON.parse(readFileSync(0, "utf8")).map((event) => new CloudEvent(event));
const transport = httpTransport(url);
const options = { headers: { authorization: `Bearer ${key}` } };

async function post() {
  if (mode === "batched") {
    // The SDK reads batches but does not write them, so the batch is made of events as the SDK writes them.
    const message = {
      headers: { "content-type": "application/cloudevents-batch+json; charset=utf-8" },
      body: `[${events.map((event) => HTTP.structured(event).body).join(",")}]`,
    };
    return [await transport(message, options)];
  }
  const emit = emitterFor(transport, { binding: HTTP, mode: mode === "binary" ? Mode.BINARY : Mode.STRUCTURED });
  const replies = [];
  for (const event of events) {
    replies.push(await emit(event, options));
  }
  return replies;
}

try {
  const replies = (await post()).map((reply) => JSON.parse(reply.body));
  const taken = replies.reduce((sum, reply) => sum + (reply.accepted ?? 0) + (reply.duplicates ?? 0), 0);
  console.log(JSON.stringify({ mode, replies }));
  process.exitCode = taken === events.length ? 0 : 1;
} catch (error) {
  console.log(JSON.stringify({ mode, error: String(error) }));
  process.exitCode = 1;
}
