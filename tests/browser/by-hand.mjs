// The figures of tests/data/browser/accounts-2016.csv and accounts-2018.csv, worked out by hand.
//
//   school   decile  pupils   2016: donations, PTA, raised     2018: donations, PTA, raised
//   Ash         1      100          1000    500   1500               2000   1000    3000
//   Beech       1      200          3000   blank     –               4000   1000    5000
//   Cedar      10      100          2000   2000   4000               3000   SUPP       –
//   Elm        10       50          6000   4000  10000              12000   8000   20000
//   Fir         5      100         blank    800      –              not in this wave
//   Gorse       5      100         not in this wave                   500    500    1000
//
// Beech and Fir in 2016 and Cedar in 2018 have no *raised*: they are left out of it and counted.

/** Figure 1: 2016 has nothing in decile 5; decile 10 is (4000 + 10000) / 2, in 2018 Elm alone. */
export const decileRaised = {
  1: { 2016: 1500, "2016-n": 1, 2018: 4000, "2018-n": 2, change: 2500 },
  "1-donations": { 2016: 1000, 2018: 3000 },
  "1-pta_income": { 2016: 500, 2018: 1000 },
  5: { 2016: null, 2018: 1000, "2018-n": 1, change: null },
  10: { 2016: 7000, "2016-n": 2, 2018: 20000, "2018-n": 1, change: 13000 },
  "10-donations": { 2016: 4000, 2018: 12000 },
  "10-pta_income": { 2016: 3000, 2018: 8000 },
};

/** The same of *donations*: decile 10 is (2000 + 6000) / 2 and (3000 + 12000) / 2; Fir's in 2016 is blank. */
export const decileDonations = {
  1: { 2016: 2000, "2016-n": 2, 2018: 3000, "2018-n": 2, change: 1000 },
  5: { 2016: null, 2018: 500, "2018-n": 1, change: null },
  10: { 2016: 4000, "2016-n": 2, 2018: 7500, "2018-n": 2, change: 3500 },
};

/**
 * Table 1. Donations per pupil: (10 + 15 + 20 + 120) / 4 and (20 + 20 + 30 + 240 + 5) / 5.
 * PTA per pupil: (5 + 20 + 80 + 8) / 4 and (10 + 5 + 160 + 5) / 4. Over £10,000 of donations: none of
 * four, Elm of five. Most: Elm's 6000 / 50 and 12000 / 50.
 */
export const table1 = {
  "donations-per-pupil": { 2016: 41.25, "2016-n": 4, 2018: 63, "2018-n": 5, change: 21.75 },
  "pta-per-pupil": { 2016: 28.25, "2016-n": 4, 2018: 45, "2018-n": 4, change: 16.75 },
  "over-threshold": { 2016: 0, 2018: 0.2, change: 0.2 },
  "max-per-pupil": { 2016: 120, 2018: 240, change: 120 },
};

/**
 * Measures of *raised*, per school. 2016: 1500, 4000, 10000, mean 15500 / 3. 2018: 1000, 3000, 5000,
 * 20000, mean 7250. Median of type 7: 4000, and half-way between 3000 and 5000. Above the mean: Elm,
 * of three and of four. Gini 2016: 2 (1500 × ½ + 4000 × 1½ + 10000 × 2½) / (3 × 15500) − 1 = 63500 / 46500 − 1;
 * 2018: 2 (1000 × ½ + 3000 × 1½ + 5000 × 2½ + 20000 × 3½) / (4 × 29000) − 1 = 175000 / 116000 − 1.
 * Hoover 2016: (10000 − 15500 / 3) / 15500; 2018: (20000 − 7250) / 29000. Top tenth: 0.3 of Elm, 0.4 of it.
 */
export const measures = {
  n: { 2016: 3, 2018: 4 },
  missing: { 2016: 2, 2018: 1 },
  total: { 2016: 15500, 2018: 29000, change: 13500 },
  mean: { 2016: 15500 / 3, 2018: 7250 },
  median: { 2016: 4000, 2018: 4000, change: 0 },
  maximum: { 2016: 10000, 2018: 20000 },
  minimum: { 2016: 1500, 2018: 1000 },
  "share-above-mean": { 2016: 1 / 3, 2018: 1 / 4 },
  "share-above-threshold": { 2016: 0, 2018: 1 / 4 },
  "top-10": { 2016: 3000 / 15500, 2018: 8000 / 29000 },
  gini: { 2016: 17000 / 46500, 2018: 59000 / 116000 },
  hoover: { 2016: (10000 - 15500 / 3) / 15500, 2018: 12750 / 29000 },
  difference: { 2016: 5500, 2018: 16000, change: 10500 },
  ratio: { 2016: 7000 / 1500, 2018: 5 },
  // Two deciles are too few for a trend through deciles in 2016; in 2018 it goes through 1, 5 and 10:
  // Σ(d − 16/3)(y − 25000/3) / Σ(d − 16/3)² = 75666.6… / 40.6…
  "trend-slope": { 2016: null, 2018: (1 * 4000 + 5 * 1000 + 10 * 20000 - (16 * 25000) / 3) / (1 + 25 + 100 - 256 / 3) },
};

/** Of five and five rows all are used; four schools are in both waves, Fir and Gorse in one. */
export const report = {
  "rows-read": 10,
  "rows-used": 10,
  "rows-left-out": 0,
  "schools-both": 4,
  "schools-first-only": 1,
  "schools-second-only": 1,
};
