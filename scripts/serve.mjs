// A static file server: what `make serve` runs, and what tests, pictures and benchmarks serve from.
//
//   node scripts/serve.mjs FOLDER [--port 8080] [--base /giving-gap/] [--compress]
//
// It does what any static host does and no more: no header that a plain host could not set.
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};
const PIECE = 16 * 1024;
const COMPRESSIBLE = /^(text|image\/svg)|javascript|json|wasm/;

/**
 * Serves `folder` under the path `base` and resolves to `{ url, server, close }`. Port 0 takes any free
 * one. `host` other than 127.0.0.1 serves tests that need a second origin. `compress` answers in brotli
 * or gzip where the browser takes it; `maxAge` is what a host such as GitHub Pages sets, in seconds; `rate`
 * is that of the line, in bytes a second, over all that is sent.
 */
export async function serve({ folder, port = 0, base = "/", host = "127.0.0.1", compress = false, maxAge = 0, rate = Infinity }) {
  const root = resolve(folder);
  const packed = new Map(); // file, time and encoding to compressed bytes
  let lineIsFree = 0; // when the last byte that was promised has gone
  const slowly = (body) =>
    Readable.from(
      (async function* () {
        for await (const piece of body) {
          lineIsFree = Math.max(lineIsFree, performance.now()) + (1000 * piece.length) / rate;
          await delay(lineIsFree - performance.now());
          yield piece;
        }
      })(),
    );
  const send = (response, body) => {
    const line = rate === Infinity ? body : slowly(body);
    line.on("error", () => response.destroy()).pipe(response);
  };

  const server = createServer(async (request, response) => {
    const refuse = (status, text, headers = {}) =>
      response.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...headers }).end(text);
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(405, "Only GET and HEAD");

    let path;
    try {
      path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    } catch {
      return refuse(400, "Bad address");
    }
    if (path + "/" === base) return refuse(301, "Moved", { location: base });
    if (!path.startsWith(base)) return refuse(404, "Not found");
    let file = normalize(join(root, path.slice(base.length)));
    if (file !== root && !file.startsWith(root + sep)) return refuse(404, "Not found");

    let found;
    try {
      found = await stat(file);
      if (found.isDirectory()) found = await stat((file = join(file, "index.html")));
    } catch {
      return refuse(404, "Not found");
    }
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    const etag = `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`;
    const headers = { "content-type": type, etag, "cache-control": maxAge ? `max-age=${maxAge}` : "no-cache" };
    if (request.headers["if-none-match"] === etag) return response.writeHead(304, headers).end();

    const accepted = request.headers["accept-encoding"] ?? "";
    const encoding = /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : null;
    if (compress && encoding && COMPRESSIBLE.test(type)) {
      const key = `${file} ${etag} ${encoding}`;
      if (!packed.has(key)) packed.set(key, await pack(await readFile(file), encoding));
      const body = packed.get(key);
      response.writeHead(200, { ...headers, "content-encoding": encoding, "content-length": body.length, vary: "accept-encoding" });
      return request.method === "HEAD" ? response.end() : send(response, Readable.from(pieces(body)));
    }
    response.writeHead(200, { ...headers, "content-length": found.size });
    if (request.method === "HEAD") return response.end();
    send(response, createReadStream(file, { highWaterMark: PIECE }));
  });

  await new Promise((listening, failed) => server.once("error", failed).listen(port, host, listening));
  return {
    server,
    url: `http://${host}:${server.address().port}${base}`,
    close: () => new Promise((closed) => (server.close(closed), server.closeAllConnections())),
  };
}

function* pieces(bytes) {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** The bytes as a host would send them: brotli at its best, gzip at its usual level. */
export async function pack(bytes, encoding) {
  return encoding === "br" ? promisify(brotliCompress)(bytes) : promisify(gzip)(bytes, { level: 6 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: "string", default: "8080" }, base: { type: "string", default: "/" }, compress: { type: "boolean" } },
  });
  const [folder = "dist"] = positionals;
  try {
    const { url } = await serve({ folder, port: Number(values.port), base: values.base, compress: values.compress });
    console.log(`Giving Gap is at ${url} (Ctrl+C stops it)`);
  } catch (error) {
    const taken = error.code === "EADDRINUSE";
    console.error(taken ? `Port ${values.port} is taken: make serve PORT=8081 takes another.` : String(error));
    process.exitCode = 1;
  }
}
