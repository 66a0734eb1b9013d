// LiveKit's own server SDK at the other end of our connector.
//   node livekit.mjs KEY SECRET URL < asked.json
// Standard input is {"webhooks":[{"body","authorization"}…],"room","identity","track"}. Makes the calls of a connector by RoomServiceClient at URL,
// and prints {"received":[…],"sent":{"body","authorization"},"join":"…"}: what WebhookReceiver makes of each webhook, the event's name or null;
// a webhook as a server signs it; a join token. Ends 0, or 1 when the SDK itself failed, 2 on wrong usage.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { AccessToken, RoomServiceClient, WebhookReceiver } from "livekit-server-sdk";

const [key, secret, url] = process.argv.slice(2);
if (!key || !secret || !url) {
  console.error("usage: livekit.mjs KEY SECRET URL < asked.json");
  process.exit(2);
}
const { webhooks, room, identity, track } = JSON.parse(readFileSync(0, "utf8"));

const receiver = new WebhookReceiver(key, secret);
const received = [];
for (const { body, authorization } of webhooks) {
  received.push(await receiver.receive(body, authorization).then((event) => event.event, () => null));
}

const client = new RoomServiceClient(url, key, secret);
await client.listRooms();
await client.listParticipants(room);
await client.removeParticipant(room, identity);
await client.mutePublishedTrack(room, identity, track, true);
await client.updateParticipant(room, identity, { permission: { canSubscribe: true } });
await client.updateParticipant(room, identity, { permission: { canSubscribe: true, canPublish: true, canPublishData: true } });
await client.deleteRoom(room);

const body = JSON.stringify({
  event: "participant_joined",
  room: { sid: "RM_1", name: room },
  participant: { sid: "PA_1", identity, name: "Rita \u{1F680}" },
  id: "EV_sdk",
  createdAt: String(Math.floor(Date.now() / 1000)),
});
const proof = new AccessToken(key, secret, { ttl: 300 });
proof.sha256 = createHash("sha256").update(body).digest("base64");
const token = new AccessToken(key, secret, { identity, name: "Rita" });
token.addGrant({ roomJoin: true, room, canPublish: true });
console.log(JSON.stringify({ received, sent: { body, authorization: await proof.toJwt() }, join: await token.toJwt() }));
