// Tables as every browser test reads and compares them, whatever drives the browser.
import assert from "node:assert/strict";

/** Runs in the page: a figure's table as `table[row][column]`, a number, or null where the page gives none. */
export function tableOf(kind) {
  const table = document.querySelector(`[data-figure="${kind}"] table[data-table]`);
  const number = (cell) => {
    const data = cell.matches("data") ? cell : [...cell.querySelectorAll("data")].find((data) => data.closest("[data-col]") === cell);
    const value = data?.getAttribute("value") ?? "";
    return value === "" ? null : Number(value);
  };
  const rows = [...table.querySelectorAll("[data-row]")].map((row) => [
    row.dataset.row,
    Object.fromEntries([...row.querySelectorAll("[data-col]")].map((cell) => [cell.dataset.col, number(cell)])),
  ]);
  return Object.fromEntries(rows);
}

/** Both numbers, within a relative bound that leaves room for the order of a sum and nothing else. */
export function close(actual, expected, what, relative = 1e-9) {
  assert.equal(typeof actual, "number", `${what}: the page gives no number, ${expected} was expected`);
  const bound = relative * Math.max(1e-9, Math.abs(expected));
  assert.ok(Math.abs(actual - expected) <= bound, `${what}: ${actual} is not ${expected}`);
}

/** Every row and column of `expected` stands in `table`; null means that the page must give no number. */
export function closeTable(table, expected, what) {
  for (const [row, columns] of Object.entries(expected)) {
    assert.ok(table[row], `${what}: no row ${row}`);
    for (const [column, value] of Object.entries(columns)) {
      const place = `${what}, row ${row}, column ${column}`;
      if (value === null) assert.equal(table[row][column] ?? null, null, place);
      else close(table[row][column], value, place);
    }
  }
}
