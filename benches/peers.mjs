// The other tools, each doing in its best mode what the page does. Runs in the browser.
import * as duckdb from "@duckdb/duckdb-wasm";
import { dsvFormat } from "d3-dsv";
import Papa from "papaparse";
import { inferSchema, initParser } from "udsv";

/** Mean raised by decile, from rows given one by one. */
function byDecile(header) {
  const [donations, pta, decile] = ["donations", "pta_income", "imd_decile"].map((name) => header.indexOf(name));
  const sums = new Float64Array(11);
  const counts = new Float64Array(11);
  return {
    take(row) {
      if (row.length <= decile || row[pta] === "" || row[donations] === "") return;
      const at = +row[decile];
      sums[at] += +row[donations] + +row[pta];
      counts[at] += 1;
    },
    means: () => Array.from({ length: 10 }, (_, at) => sums[at + 1] / counts[at + 1]),
  };
}

function papaSteps(file, worker) {
  return new Promise((resolve, reject) => {
    let groups = null;
    Papa.parse(file, {
      worker,
      step: ({ data }) => (groups ? groups.take(data) : (groups = byDecile(data))),
      complete: () => resolve(groups.means()),
      error: reject,
    });
  });
}

async function papaWhole(file) {
  const [header, ...rows] = Papa.parse(await file.text()).data;
  const groups = byDecile(header);
  rows.forEach(groups.take);
  return groups.means();
}

async function udsvWhole(file) {
  const text = await file.text();
  const schema = inferSchema(text);
  const groups = byDecile(schema.cols.map(({ name }) => name));
  initParser(schema).stringArrs(text, groups.take);
  return groups.means();
}

async function udsvChunks(file) {
  let parser = null;
  let groups = null;
  for await (const text of file.stream().pipeThrough(new TextDecoderStream())) {
    if (!parser) {
      const schema = inferSchema(text);
      parser = initParser(schema);
      groups = byDecile(schema.cols.map(({ name }) => name));
    }
    parser.chunk(text, parser.stringArrs, groups.take);
  }
  parser.end();
  return groups.means();
}

async function d3Rows(file) {
  let groups = null;
  dsvFormat(",").parseRows(await file.text(), (row) => void (groups ? groups.take(row) : (groups = byDecile(row))));
  return groups.means();
}

let connection = null;
let database = null;
/** DuckDB's start is not counted: it is done before the clock. */
export async function startDuckdb() {
  if (connection) return;
  const worker = new Worker("peers/duckdb-browser-eh.worker.js");
  database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  await database.instantiate(new URL("peers/duckdb-eh.wasm", location.href).href);
  connection = await database.connect();
}

async function duckdbQuery(file) {
  await database.registerFileHandle(file.name, file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
  const result = await connection.query(
    `SELECT imd_decile AS decile, avg(donations + pta_income) AS mean FROM read_csv('${file.name}') GROUP BY 1 ORDER BY 1`,
  );
  await database.dropFile(file.name);
  return result.toArray().map(({ mean }) => mean);
}

/** What the browser needs to only have the file's bytes go by. */
async function bytesAlone(file) {
  const reader = file.stream().getReader();
  let bytes = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) bytes += piece.value.length;
  return bytes;
}

export const readers = {
  "the file's bytes alone": bytesAlone,
  "Papa Parse 5.5, steps": (file) => papaSteps(file, false),
  "Papa Parse 5.5, steps in its worker": (file) => papaSteps(file, true),
  "Papa Parse 5.5, whole text": papaWhole,
  "uDSV 0.7, whole text": udsvWhole,
  "uDSV 0.7, chunks": udsvChunks,
  "d3-dsv 3, rows": d3Rows,
  "DuckDB-WASM 1.32, query": duckdbQuery,
};

/** Runs one reader on the file of the page's input: milliseconds, and what it found. */
export async function timeReader(name) {
  const [file] = document.querySelector("input[type=file]").files;
  const start = performance.now();
  const found = await readers[name](file);
  return { time: performance.now() - start, found };
}
