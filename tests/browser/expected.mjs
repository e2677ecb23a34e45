// What the figures of a set of schools have to be, computed here a second time, from the definitions
// and the CSVs alone. Nothing of this is shared with the page: where the two agree, both are right.
import { readFileSync, readdirSync } from "node:fs";

/** A CSV as objects by header: commas, quotes, any line ending. */
export function parseCsv(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = text.startsWith("\ufeff") ? 1 : 0; at < text.length; at += 1) {
    const row = rows.at(-1);
    const letter = text[at];
    if (quoted) {
      if (letter !== '"') row[row.length - 1] += letter;
      else if (text[at + 1] === '"') (row[row.length - 1] += '"'), (at += 1);
      else quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === ",") row.push("");
    else if (letter === "\n") rows.push([""]);
    else if (letter !== "\r") row[row.length - 1] += letter;
  }
  const [header, ...records] = rows.filter((row) => row.length > 1 || row[0] !== "");
  return records.map((record) => Object.fromEntries(header.map((name, column) => [name, record[column]])));
}

const number = (cell) => (cell === undefined || cell.trim() === "" ? null : Number(cell));
const both = (a, b, how) => (a === null || b === null ? null : how(a, b));

/** The schools of the demonstration's files in each wave: `{ 2016: [school…], 2018: […] }`. */
export function demonstration(folder) {
  const waves = {};
  const rows = readdirSync(folder)
    .filter((name) => name.endsWith(".csv"))
    .flatMap((name) => parseCsv(readFileSync(`${folder}/${name}`, "utf8")));
  for (const row of rows) {
    const schools = (waves[row.wave] ??= new Map());
    schools.set(row.urn, { ...schools.get(row.urn), ...row });
  }
  return Object.fromEntries(Object.entries(waves).map(([wave, schools]) => [wave, [...schools.values()].map(school)]));
}

/** One school's amounts by the rules: a gift is taken out of donations, no PTA found is £0, blank is unknown. */
export function school(row) {
  const donations = both(number(row.donations), number(row.pta_gift) ?? 0, (all, gift) => all - gift);
  const pta_income = number(row.pta_income) ?? (row.pta_status === "none" ? 0 : null);
  const hours = number(row.volunteer_hours);
  return {
    ...row,
    pupils: number(row.pupils),
    decile: number(row.imd_decile),
    donations,
    pta_income,
    raised: both(donations, pta_income, (a, b) => a + b),
    total_income: number(row.total_income),
    volunteer_minutes: number(row.volunteer_minutes) ?? (hours === null ? null : hours * 60),
  };
}

/** The units of a measure: `{ x, w, decile, amount }` of every school that has all it takes. */
export function units(schools, { measure = "raised", basis = "school", weighting = "none" } = {}) {
  const needsPupils = basis === "pupil" || weighting === "pupils";
  return schools
    .filter((school) => school[measure] !== null && (!needsPupils || school.pupils > 0))
    .map((school) => ({
      amount: school[measure],
      x: basis === "pupil" ? school[measure] / school.pupils : school[measure],
      w: weighting === "pupils" ? school.pupils : 1,
      decile: school.decile,
      school,
    }));
}

const sum = (list) => list.reduce((total, value) => total + value, 0);
export const mean = (list) => (list.length === 0 ? null : sum(list) / list.length);
const weightedMean = (units, y = (u) => u.x) => sum(units.map((u) => u.w * y(u))) / sum(units.map((u) => u.w));

/** Quantile of type 7, each value standing there as often as its weight says. */
export function quantile(units, p) {
  const sorted = [...units].sort((a, b) => a.x - b.x);
  const at = (position) => {
    let passed = 0;
    for (const { x, w } of sorted) if ((passed += w) > position) return x;
    return sorted.at(-1).x;
  };
  const h = (sum(sorted.map((u) => u.w)) - 1) * p;
  const low = at(Math.floor(h));
  return low + (h - Math.floor(h)) * (at(Math.floor(h) + 1) - low);
}

/** Lorenz ordinate: the share of the total held by the poorest share p, with the fraction of the unit at the cut. */
export function lorenz(units, p) {
  const sorted = [...units].sort((a, b) => a.x - b.x);
  let wanted = p * sum(sorted.map((u) => u.w));
  let held = 0;
  for (const { x, w } of sorted) {
    const taken = Math.min(w, wanted);
    held += taken * x;
    wanted -= taken;
  }
  return held / sum(sorted.map((u) => u.w * u.x));
}

function gini(units) {
  const sorted = [...units].sort((a, b) => a.x - b.x);
  let passed = 0;
  let area = 0;
  for (const { x, w } of sorted) {
    area += w * x * (passed + w / 2);
    passed += w;
  }
  return (2 * area) / (passed * sum(sorted.map((u) => u.w * u.x))) - 1;
}

const theil = (units) => {
  const mu = weightedMean(units);
  return weightedMean(units, ({ x }) => (x === 0 ? 0 : (x / mu) * Math.log(x / mu)));
};

/** Deciles in order, each with its units, mean, weight and midpoint rank. */
function ranked(units) {
  const known = units.filter((u) => u.decile !== null);
  const whole = sum(known.map((u) => u.w));
  let before = 0;
  return [...new Set(known.map((u) => u.decile))]
    .sort((a, b) => a - b)
    .map((decile) => {
      const group = known.filter((u) => u.decile === decile);
      const p = sum(group.map((u) => u.w)) / whole;
      const rank = before + p / 2;
      before += p;
      return { decile, group, p, rank, y: weightedMean(group) };
    });
}

function line(points) {
  const whole = sum(points.map((point) => point.w));
  const mx = sum(points.map((point) => point.w * point.x)) / whole;
  const my = sum(points.map((point) => point.w * point.y)) / whole;
  const slope =
    sum(points.map((point) => point.w * (point.x - mx) * (point.y - my))) / sum(points.map((point) => point.w * (point.x - mx) ** 2));
  return { slope, intercept: my - slope * mx };
}

/** Every row of `measures` for one wave; null where it is undefined or infinite. */
export function measures(schools, { threshold = 10_000, ...choice } = {}) {
  const data = units(schools, choice);
  const weighted = choice.weighting === "pupils";
  const finite = (value) => (Number.isFinite(value) ? value : null);
  const mu = weightedMean(data);
  const whole = sum(data.map((u) => u.w));
  const share = (test) => sum(data.filter(test).map((u) => u.w)) / whole;
  const atkinson = (e) => 1 - weightedMean(data, ({ x }) => (x / mu) ** (1 - e)) ** (1 / (1 - e));

  const deciles = ranked(data);
  const known = deciles.flatMap(({ group }) => group);
  const knownMean = weightedMean(known);
  const gradient = line(deciles.map(({ rank, y, p }) => ({ x: rank, y, w: p })));
  const [least, most] = [10, 1].map((wanted) => deciles.find(({ decile }) => decile === wanted)?.y ?? NaN);
  const between = sum(deciles.map(({ y, p }) => (y === 0 ? 0 : p * (y / knownMean) * Math.log(y / knownMean))));

  return {
    n: data.length,
    missing: schools.length - data.length,
    total: sum(data.map((u) => u.amount)),
    mean: mu,
    median: quantile(data, 0.5),
    maximum: Math.max(...data.map((u) => u.x)),
    minimum: Math.min(...data.map((u) => u.x)),
    "share-above-mean": share((u) => u.x > mu),
    "share-above-threshold": share((u) => u.amount > threshold),
    ...Object.fromEntries([1, 5, 10, 20].map((percent) => [`top-${percent}`, 1 - lorenz(data, 1 - percent / 100)])),
    ...Object.fromEntries([1, 10, 20].map((percent) => [`bottom-${percent}`, lorenz(data, percent / 100)])),
    gini: gini(data),
    "gini-corrected": weighted ? null : (gini(data) * data.length) / (data.length - 1),
    hoover: weightedMean(data, ({ x }) => Math.abs(x - mu)) / (2 * mu),
    theil: theil(data),
    mld: finite(weightedMean(data, ({ x }) => -Math.log(x / mu))),
    ge2: (weightedMean(data, ({ x }) => (x / mu) ** 2) - 1) / 2,
    "atkinson-0.5": atkinson(0.5),
    "atkinson-1": data.some(({ x }) => x === 0) ? 1 : 1 - Math.exp(weightedMean(data, ({ x }) => Math.log(x / mu))),
    palma: finite((1 - lorenz(data, 0.9)) / lorenz(data, 0.4)),
    "s80-s20": finite((1 - lorenz(data, 0.8)) / lorenz(data, 0.2)),
    "p90-p10": finite(quantile(data, 0.9) / quantile(data, 0.1)),
    difference: finite(least - most),
    ratio: finite(least / most),
    sii: finite(gradient.slope),
    rii: gradient.intercept > 0 && gradient.intercept + gradient.slope > 0 ? (gradient.intercept + gradient.slope) / gradient.intercept : null,
    "rii-mean": finite(gradient.slope / knownMean),
    "concentration-index": sum(deciles.map(({ rank, y, p }) => (p * (2 * rank - 1) * y) / knownMean)),
    "trend-slope": deciles.length < 3 ? null : line(deciles.map(({ decile, y }) => ({ x: decile, y, w: 1 }))).slope,
    "theil-between": between,
    "theil-within": theil(known) - between,
  };
}

/** The rows of a decile figure in one wave: `{ 1: { value, n }, "1-donations": … }`. */
export function decileMeans(schools, choice = {}, parts = []) {
  const rows = {};
  for (const { decile, group, y } of ranked(units(schools, choice))) {
    rows[decile] = { value: y, n: group.length };
    for (const part of parts) {
      const per = (u) => u.school[part] / (choice.basis === "pupil" ? u.school.pupils : 1);
      rows[`${decile}-${part}`] = { value: weightedMean(group, per), n: group.length };
    }
  }
  return rows;
}

/** Rows by wave, as a figure's table has them: columns of the waves with their n and interval, and the change. */
export function inColumns(byWave) {
  const [first, second] = Object.keys(byWave).sort();
  const keys = [...new Set(Object.values(byWave).flatMap((rows) => Object.keys(rows)))];
  const cell = (wave, key) => {
    const found = byWave[wave][key] ?? null;
    return found !== null && typeof found === "object" ? found : { value: found };
  };
  return Object.fromEntries(
    keys.map((key) => {
      const [a, b] = [cell(first, key), cell(second, key)];
      const row = { [first]: a.value ?? null, [second]: b.value ?? null };
      for (const part of ["n", "low", "high"]) {
        if (a[part] !== undefined) row[`${first}-${part}`] = a[part];
        if (b[part] !== undefined) row[`${second}-${part}`] = b[part];
      }
      row.change = both(row[first], row[second], (a, b) => b - a);
      return [key, row];
    }),
  );
}

/** Table 1 of one wave: means of the schools' own values, each over the schools that have it. */
export function table1(schools, threshold = 10_000) {
  const perPupil = (measure) => units(schools, { measure, basis: "pupil" }).map((u) => u.x);
  const donations = units(schools, { measure: "donations" }).map((u) => u.x);
  return {
    "donations-per-pupil": { value: mean(perPupil("donations")), n: perPupil("donations").length },
    "pta-per-pupil": { value: mean(perPupil("pta_income")), n: perPupil("pta_income").length },
    "over-threshold": { value: donations.filter((x) => x > threshold).length / donations.length, n: donations.length },
    "max-per-pupil": { value: Math.max(...perPupil("donations")) },
  };
}

/** Table 2 of one wave. */
export function table2(schools) {
  const minutes = units(schools, { measure: "volunteer_minutes" }).map((u) => u.x);
  const perPupil = units(schools, { measure: "volunteer_minutes", basis: "pupil" }).map((u) => u.x);
  return {
    "minutes-per-pupil": { value: mean(perPupil), n: perPupil.length },
    "hours-min": { value: Math.min(...minutes) / 60 },
    "hours-max": { value: Math.max(...minutes) / 60 },
    "minutes-per-pupil-max": { value: Math.max(...perPupil) },
  };
}

/** A share of `yes` among `n` with its Wilson interval of 95 %. */
export function wilson(yes, n) {
  const z = 1.959963984540054;
  const p = yes / n;
  const middle = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))) / (1 + z ** 2 / n);
  return { value: p, n, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** The questionnaire's items in one wave, by label: those that anyone answered. */
export function drivers(schools) {
  const labels = new Set(schools.flatMap((school) => Object.keys(school).filter((name) => name.startsWith("item:"))));
  const rows = {};
  for (const label of labels) {
    const answers = schools.map((school) => school[label]).filter(Boolean);
    if (answers.length > 0) rows[label.slice("item:".length)] = wilson(answers.filter((answer) => answer === "yes").length, answers.length);
  }
  return rows;
}
