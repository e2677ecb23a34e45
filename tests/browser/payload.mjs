// The embed format, read and written here by its description alone: `embed=1.PAYLOAD.CRC`, PAYLOAD the
// base64url of the raw deflate of the Figure as JSON, CRC the crc32 of that JSON in eight hex digits.
import assert from "node:assert/strict";

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

export function crc32(bytes) {
  const rest = bytes.reduce((rest, byte) => TABLE[(rest ^ byte) & 255] ^ (rest >>> 8), 0xffffffff);
  return ((rest ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}

const through = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

const exact = (sum) => Math.round(sum * 1e6) / 1e6;
const known = (estimate) => (typeof estimate?.v === "number" ? estimate.v : null);

/** Rows told by column, as rows again: { key, label, unit, waves, change, percent } of { v, low, high, n }. */
export function rowsOf({ k, t, u, w, c, p }, figure) {
  const at = (column, row, from) => {
    const [v, below, above] = [column?.v, column?.l, column?.h].map((list) => list?.[row] ?? null);
    if (v === null) return null;
    if (typeof v !== "number") return { v };
    const value = exact(from + v);
    return { v: value, low: below === null ? null : exact(value - below), high: above === null ? null : exact(value + above), n: column.n?.[row] ?? null };
  };
  return k.map((key, row) => {
    const waves = w.map((column) => at(column, row, 0));
    const [a, b] = waves.map(known);
    const both = a != null && b != null;
    return {
      key,
      label: t[row],
      unit: u?.[row] ?? figure.unit,
      waves,
      change: at(c, row, both ? exact(b - a) : 0),
      percent: at(p, row, both && a > 0 ? Math.round((b / a - 1) * 1000) / 10 : 0),
    };
  });
}

/** The Figure that an address carries, and its JSON as it stands there. */
export async function decode(address) {
  const [, version, payload, crc] = address.match(/#embed=(\d+)\.([\w-]+)\.([0-9a-f]{8})$/) ?? [];
  assert.equal(version, "1", `no embed of version 1: ${address.slice(0, 120)}`);
  const bytes = await through(Buffer.from(payload, "base64url"), new DecompressionStream("deflate-raw"));
  assert.equal(crc32(bytes), crc, "the checksum is that of the JSON");
  const json = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  return { figure: JSON.parse(json), json };
}

/** The fragment that carries a value, whatever it is. */
export async function encode(value) {
  const bytes = Buffer.from(JSON.stringify(value));
  const packed = await through(bytes, new CompressionStream("deflate-raw"));
  return `embed=1.${Buffer.from(packed).toString("base64url")}.${crc32(bytes)}`;
}

/** The address in the code of an embed. */
export const addressIn = (code) => code.match(/ src="([^"]+)"/)[1].replaceAll("&amp;", "&");

/** The members of a zip archive, by its central directory: `{ name: bytes }`. */
export async function unzip(archive) {
  const end = archive.lastIndexOf("PK\x05\x06", undefined, "latin1");
  const members = {};
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    assert.equal(archive.toString("latin1", at, at + 4), "PK\x01\x02");
    const [crc, packed, size] = [16, 20, 24].map((offset) => archive.readUInt32LE(at + offset));
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = await through(archive.subarray(from, from + packed), new DecompressionStream("deflate-raw"));
    assert.equal(bytes.length, size);
    assert.equal(crc32(bytes), crc.toString(16).padStart(8, "0"));
    members[archive.toString("utf8", at + 46, at + 46 + name)] = Buffer.from(bytes);
    at += 46 + name + extra + comment;
  }
  return members;
}
