//! The book of cells that disclosure control is given.

use crate::analysis::bands::Bands;
use crate::analysis::panel::PARTS;
use crate::analysis::selection::{Selection, WaveSelection};
use crate::analysis::study::Study;
use crate::dataset::{Amount, Basis, Dataset, Missing, Wave, Weighting};
use crate::figure::disclosure::{
    COUNT_BY, Cell, CellKey, CellKind, Column, Facts, IN_ORDER, Schools, Times,
};

/// Facts as they are gathered.
pub(super) struct Ledger<'s> {
    pub facts: Facts,
    dataset: &'s Dataset,
    /// Each school's number, by its index.
    numbers: Vec<u32>,
}

/// The schools of a wave, by index, each with what it brings.
type Members = Vec<(usize, f64)>;

/// What each school brings to the total of a wave, with its index: value × weight.
pub(super) fn brought(wave: &WaveSelection) -> impl Iterator<Item = (usize, f64)> + '_ {
    wave.values.iter().enumerate().filter_map(|(at, value)| value.map(|(x, w)| (at, x * w)))
}

impl<'s> Ledger<'s> {
    pub fn new(study: &'s Study) -> Self {
        let dataset = study.dataset();
        let numbers = dataset.keys.iter().map(Schools::number).collect();
        Ledger { facts: Facts::default(), dataset, numbers }
    }

    /// What is counted, by its name; whatever the basis and the weights, it tells of the amount.
    pub fn quantity(&mut self, amount: &Amount, basis: Basis, weighting: Weighting) -> String {
        let parts = match amount {
            Amount::Raised => PARTS.to_vec(),
            other => vec![other.clone()],
        };
        // What left of a part is held against what leaves of the other by way of their sum.
        let related = if PARTS.contains(amount) { PARTS.to_vec() } else { parts.clone() };
        for part in &related {
            for times in Times::ALL {
                self.know_on(times, &part.to_string(), |wave, school| {
                    let per_pupil = part.on(Basis::Pupil, wave, school);
                    let amount = match times {
                        // Minutes per pupil may stand in a file without their total.
                        Times::One => part.of(wave, school).or(per_pupil),
                        Times::OverPupils => per_pupil,
                        Times::Pupils => times_pupils(part, wave, school),
                    };
                    amount.ok()
                });
            }
        }
        let name = format!("{amount} {basis:?} {weighting:?}");
        let times = match (basis, weighting) {
            (Basis::School, Weighting::None) | (Basis::Pupil, Weighting::Pupils) => Times::One,
            (Basis::Pupil, Weighting::None) => Times::OverPupils,
            (Basis::School, Weighting::Pupils) => Times::Pupils,
        };
        let parts = parts.iter().map(Amount::to_string).collect();
        self.facts.sums.insert(name.clone(), (parts, times));
        name
    }

    /// The same, of schools in the order of their values.
    pub fn in_order(&mut self, amount: &Amount, basis: Basis, weighting: Weighting) -> String {
        let of = format!("{amount} {basis:?}{IN_ORDER}");
        self.know(&of, |wave, school| amount.on(basis, wave, school).ok());
        let name = format!("{amount} {basis:?} {weighting:?}{IN_ORDER}");
        self.facts.sums.insert(name.clone(), (vec![of], Times::One));
        name
    }

    /// A quantity that is no amount, with what each school brings to it.
    pub fn know(&mut self, of: &str, amount: impl Fn(&Wave, usize) -> Option<f64>) {
        self.know_on(Times::One, of, amount);
        self.facts.sums.insert(of.into(), (vec![of.into()], Times::One));
    }

    fn know_on(&mut self, times: Times, of: &str, amount: impl Fn(&Wave, usize) -> Option<f64>) {
        for (at, wave) in self.dataset.waves.iter().enumerate() {
            let brings = |(school, number): (usize, &u32)| Some((*number, amount(wave, school)?));
            let amounts = self.numbers.iter().enumerate().filter_map(brings).collect();
            self.facts.amounts.insert((of.into(), times, at), amounts);
        }
    }

    /// One cell in every wave.
    pub fn cell(
        &mut self,
        key: &CellKey,
        kind: CellKind,
        waves: impl IntoIterator<Item = Members>,
    ) {
        for (wave, members) in waves.into_iter().enumerate() {
            let cell = Cell { kind, ..Cell::group(members.iter().map(|(_, size)| *size)) };
            self.enter(key, wave, cell, members.iter().map(|(school, _)| *school));
        }
    }

    fn enter(
        &mut self,
        key: &CellKey,
        wave: usize,
        cell: Cell,
        schools: impl Iterator<Item = usize>,
    ) {
        let place = (key.clone(), wave);
        let schools = schools.filter_map(|school| self.numbers.get(school).copied()).collect();
        self.facts.schools.insert(place.clone(), schools);
        self.facts.cells.insert(place, cell);
    }

    /// The cells whose sums rows tell.
    pub fn feed<'r>(&mut self, rows: impl IntoIterator<Item = &'r str>, cells: &[CellKey]) {
        for row in rows {
            self.facts.indices.remove(row);
            self.facts.feeds.insert(row.into(), cells.to_vec());
        }
    }

    /// The cells that indices are computed from, which tell no sum of them.
    pub fn rest<'r>(&mut self, rows: impl IntoIterator<Item = &'r str>, cells: &[CellKey]) {
        for row in rows {
            self.feed([row], cells);
            self.facts.indices.insert(row.into());
        }
    }

    /// The cell of the schools with a value that a test admits, given the index of the wave.
    pub fn part(
        &mut self,
        quantity: &str,
        group: &str,
        selection: &Selection,
        is_in: impl Fn(usize, usize) -> bool,
    ) -> CellKey {
        let key = CellKey::new(quantity, group);
        let waves = selection.waves.iter().enumerate();
        let members =
            waves.map(|(at, wave)| brought(wave).filter(|(s, _)| is_in(at, *s)).collect());
        self.cell(&key, CellKind::Group, members);
        key
    }

    /// The cell of all schools with a value.
    pub fn whole(&mut self, quantity: &str, selection: &Selection) -> CellKey {
        self.part(quantity, "all", selection, |_, _| true)
    }

    /// The cells of the tenths or fifths, which add up to all schools that have one.
    pub fn bands(&mut self, quantity: &str, selection: &Selection, bands: Bands) -> Vec<CellKey> {
        let band = |wave: usize, school: usize| selection.waves[wave].deciles[school];
        let total = self.part(quantity, "in a band", selection, |w, s| band(w, s).is_some());
        let cells: Vec<CellKey> = (0..bands.count())
            .map(|at| {
                let is_in = |wave, school| band(wave, school).map(|d| bands.of(d)) == Some(at);
                self.part(quantity, &bands.key(at), selection, is_in)
            })
            .collect();
        self.facts.columns.push(Column { cells: cells.clone(), total });
        cells
    }

    /// The cell of the schools within a stretch of the order by value: from one share of the weight to
    /// another, lowest first. The rules are held against its whole schools.
    pub fn stretch(
        &mut self,
        quantity: &str,
        group: &str,
        selection: &Selection,
        (from, to): (f64, f64),
    ) -> CellKey {
        let key = CellKey::new(quantity, group);
        let mut whole: Vec<Members> = Vec::new();
        for (at, wave) in selection.waves.iter().enumerate() {
            let values = wave.values.iter().enumerate();
            let mut schools: Vec<(usize, (f64, f64))> =
                values.filter_map(|(school, value)| Some((school, (*value)?))).collect();
            schools.sort_by(|a, b| a.1.0.total_cmp(&b.1.0));
            let all: f64 = schools.iter().map(|(_, (_, w))| w).sum();
            let mut below = 0.0;
            let (mut inside, mut cut) = (Vec::new(), Vec::new());
            for (school, (x, w)) in schools {
                // The thousandths of it that lie below a share: the same for whoever is cut there.
                let under =
                    |share: f64| ((share * all - below) / w * 1000.0).clamp(0.0, 1000.0).round();
                match (under(to) - under(from)) as u16 {
                    0 => {}
                    1000 => inside.push((school, x * w)),
                    part => cut.extend(self.numbers.get(school).map(|number| (*number, part))),
                }
                below += w;
            }
            self.facts.cuts.insert((key.clone(), at), cut);
            whole.push(inside);
        }
        let is_end = from <= 0.0 || to >= 1.0;
        let kind = if is_end { CellKind::Tail } else { CellKind::Group };
        self.cell(&key, kind, whole);
        key
    }

    /// How many of the schools a test admits, given the index of the wave, of all that are asked:
    /// counts of schools by one thing are held against each other.
    pub fn share(
        &mut self,
        by: &str,
        group: &str,
        asked: impl Fn(usize, usize) -> bool,
        is_yes: impl Fn(usize, usize) -> bool,
    ) -> CellKey {
        self.know(by, |_, _| Some(1.0));
        let (yes_key, all_key) =
            (CellKey::new(by, group), CellKey::new(by, format!("all of {group}")));
        for wave in 0..self.dataset.waves.len() {
            let all: Vec<usize> = (0..self.dataset.len()).filter(|s| asked(wave, *s)).collect();
            let yes: Vec<usize> = all.iter().copied().filter(|s| is_yes(wave, *s)).collect();
            let cell = Cell::share(yes.len(), all.len());
            self.enter(&yes_key, wave, cell, yes.into_iter());
            self.enter(&all_key, wave, Cell::group(vec![1.0; all.len()]), all.into_iter());
        }
        self.facts.given.push(all_key);
        yes_key
    }

    /// The share of the schools of a selection whose value is above a bound of the wave.
    pub fn above(
        &mut self,
        amount: &Amount,
        group: &str,
        selection: &Selection,
        bound: impl Fn(&WaveSelection) -> f64,
    ) -> CellKey {
        let bounds: Vec<f64> = selection.waves.iter().map(bound).collect();
        let value = |wave: usize, school: usize| selection.waves[wave].values[school];
        self.share(
            &counted_by(amount),
            group,
            |wave, school| value(wave, school).is_some(),
            |wave, school| value(wave, school).is_some_and(|(x, _)| x > bounds[wave]),
        )
    }
}

fn times_pupils(amount: &Amount, wave: &Wave, school: usize) -> Result<f64, Missing> {
    Ok(amount.of(wave, school)? * wave.pupils.get(school)?)
}

/// The name of counts of schools by an amount.
pub(super) fn counted_by(amount: &Amount) -> String {
    format!("{COUNT_BY}{amount}")
}

/// The mean that schools are held against.
pub(super) fn mean(wave: &WaveSelection) -> f64 {
    let (total, weight) = wave.pairs().fold((0.0, 0.0), |sum, (x, w)| (sum.0 + x * w, sum.1 + w));
    total / weight
}
