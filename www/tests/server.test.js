// The server: headers, compression, caching, and every request line that somebody may think of.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { META_POLICY, policyFor } from "../policy.js";
import { serve } from "../serve.js";

let server;
before(async () => (server = await serve(0)));
after(() => server.stop());

const get = (path, headers = {}, method = "GET") =>
  new Promise((resolve, reject) => {
    const { port } = new URL(server.address);
    const asked = request({ port, path, method, headers }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    });
    asked.on("error", reject).end();
  });
const asset = async (extension) => (await readdir(new URL("../dist/assets/", import.meta.url))).find((name) => name.endsWith(extension));

test("the document carries the policy twice, and is asked for again", async () => {
  const { status, headers, body } = await get("/");
  assert.equal(status, 200);
  assert.equal(headers["content-security-policy"], policyFor([]));
  assert.equal(headers["cache-control"], "no-cache");
  assert.ok(`${body}`.includes(`content="${META_POLICY}"`));
});

for (const [extension, type] of [[".js", "text/javascript; charset=utf-8"], [".wasm", "application/wasm"], [".css", "text/css; charset=utf-8"]]) {
  test(`what ends in ${extension} is compressed and cached for good`, async () => {
    const path = `/assets/${await asset(extension)}`;
    const plain = await get(path);
    assert.equal(plain.headers["content-type"], type);
    assert.match(plain.headers["cache-control"], /immutable/);
    assert.equal(plain.headers["content-encoding"], undefined);
    for (const [accepted, encoding] of [["gzip, deflate, br", "br"], ["gzip", "gzip"], ["br;q=0, gzip", "gzip"], ["identity", undefined]]) {
      const { headers, body } = await get(path, { "Accept-Encoding": accepted });
      assert.equal(headers["content-encoding"], encoding, accepted);
      if (encoding) assert.ok(body.length < plain.body.length);
    }
    assert.equal((await get(path, {}, "HEAD")).body.length, 0);
  });
}

test("only files of the build are given out", async () => {
  for (const path of ["/../package.json", "/%2e%2e/package.json", "/..%2fserve.js", "/..%5cserve.js", "/assets/..%2f..%2fpolicy.js", "/assets", "/assets/", "/nothing.js", "/index.html%00.js", "/%", "/%ff", "//", "/index.html.br", "http://[/", "*"]) {
    const { status } = await get(path);
    assert.equal(status, 404, path);
  }
  assert.equal((await get("/", {}, "POST")).status, 405);
  assert.equal((await get("/", {}, "DELETE")).status, 405);
});

test("no request line ends it", async () => {
  const { port } = new URL(server.address);
  for (const line of ["GET //[ HTTP/1.1", "GET http://%zz/ HTTP/1.1", "GET /\u0000 HTTP/1.1", "GET", "\r\n\r\n", "GET / HTTP/9.9", `GET /${"a".repeat(20_000)} HTTP/1.1`, "OPTIONS * HTTP/1.1", "CONNECT a:1 HTTP/1.1", "GET /%E0%A4%A HTTP/1.1"]) {
    await new Promise((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () => socket.end(`${line}\r\nHost: a\r\nConnection: close\r\n\r\n`));
      socket.on("data", () => undefined).on("error", resolve).on("close", resolve);
      socket.setTimeout(2000, () => socket.destroy());
    });
    assert.equal((await get("/")).status, 200, JSON.stringify(line.slice(0, 40)));
  }
});
