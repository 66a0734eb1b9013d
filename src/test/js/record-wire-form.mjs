// Records what the SDK really puts on the wire, so that the codec can be tested where Node is missing.
//   node record-wire-form.mjs DIRECTORY
// Writes structured.http, binary.http and batched.http: the raw HTTP/1.1 requests (chunked as Node sends them) for
// events.json. The port in `Host` is replaced by 0, `Connection` is left as sent.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";

const [directory] = process.argv.slice(2);
if (!directory) {
  console.error("usage: record-wire-form.mjs DIRECTORY");
  process.exit(2);
}
const here = new URL(".", import.meta.url);
const events = JSON.parse(readFileSync(new URL("events.json", here), "utf8"));

function record(mode, input) {
  return new Promise((resolve, reject) => {
    const bytes = [];
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.on("data", (chunk) => {
        bytes.push(chunk);
        if (Buffer.concat(bytes).includes("0\r\n\r\n")) {
          const reply = JSON.stringify({ accepted: input.length, duplicates: 0, rejected: [], receipts: [] });
          socket.end(`HTTP/1.1 202 Accepted\r\ncontent-type: application/json\r\nconnection: close\r\n` +
            `content-length: ${reply.length}\r\n\r\n${reply}`);
        }
      });
    });
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      const url = `http://127.0.0.1:${port}/v1/events`;
      const script = new URL("post-events.mjs", here).pathname;
      const child = spawn(process.execPath, [script, mode, url, "a-key"], { stdio: ["pipe", "inherit", "inherit"] });
      child.stdin.end(JSON.stringify(input));
      child.on("exit", (code) => {
        server.close();
        const raw = Buffer.concat(bytes).toString("latin1").replaceAll(`127.0.0.1:${port}`, "127.0.0.1:0");
        code === 0 ? resolve(Buffer.from(raw, "latin1")) : reject(new Error(`${mode}: exit ${code}`));
      });
    });
  });
}

for (const mode of ["structured", "binary", "batched"]) {
  const input = mode === "batched" ? events : events.slice(0, 1);
  writeFileSync(`${directory}/${mode}.http`, await record(mode, input));
}
