//! What a file's columns hold: proposed from its profile, changed by the user, remembered for its header.

use super::codes::MissingCodes;
use super::number::DecimalMark;
use super::recognise;
use super::survey::FileProfile;
use super::wave_choice::WaveChoice;
use crate::dataset::{DecileDirection, Field};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How one file is to be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// The column of each field that has one; a column serves one field.
    columns: Vec<(Field, usize)>,
    pub wave: WaveChoice,
    /// Decimal marks that the user chose for a column; the others go by their cells.
    pub marks: BTreeMap<usize, DecimalMark>,
    /// Factors that the user chose for a column; the others go by the unit in their header.
    pub units: BTreeMap<usize, f64>,
    /// Whether decile 1 is the least deprived tenth in this file.
    pub turned: bool,
    pub direction: DecileDirection,
    pub codes: MissingCodes,
    /// Whether rows that add up others are kept all the same.
    pub keep_totals: bool,
    /// The column that dates the rows, by which of several for one school the newest is kept.
    pub dated_by: Option<usize>,
    /// Whether waves are called by their own years, and not as the paper calls those of its accounts.
    #[serde(default)]
    pub own_years: bool,
    /// Columns that together tell the phase where `phase` is a yes/no column.
    pub flags: Option<PhaseFlags>,
}

/// Columns such as `Primary`, `Secondary`, `Post 16` and `Type`, of yes and no but the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseFlags {
    pub secondary: Option<usize>,
    pub post_16: Option<usize>,
    pub kind: Option<usize>,
}

impl Mapping {
    /// The best reading of a file that its headers and contents give.
    pub fn propose(file: &FileProfile) -> Mapping {
        // The surest first; of equals the leftmost.
        let mut guesses: Vec<(f64, Field, usize)> = Vec::new();
        for (i, column) in file.columns.iter().enumerate() {
            for (field, confidence) in recognise::of_column(column) {
                let place = guesses.partition_point(|(surer, ..)| *surer >= confidence);
                guesses.insert(place, (confidence, field, i));
            }
        }
        let mut mapping = Mapping {
            columns: Vec::new(),
            wave: WaveChoice::Ask,
            marks: BTreeMap::new(),
            units: BTreeMap::new(),
            turned: false,
            direction: DecileDirection::Assumed,
            codes: MissingCodes::default(),
            keep_totals: false,
            dated_by: None,
            flags: None,
            own_years: false,
        };
        for (_, field, column) in guesses {
            if mapping.column(&field).is_none() && mapping.field(column).is_none() {
                mapping.put(field, column);
            }
        }
        mapping.settle_by_file(file);
        mapping.direct(file);
        mapping.dated_by = dating(file);
        mapping.find_flags(file);
        mapping.wave = mapping.proposed_wave(file);
        mapping
    }

    /// A choice remembered for another file with the same header, for this one: its columns hold, but
    /// the wave is this file's own, since the accounts of every year have one header. That a file is of
    /// all waves holds, and so does what the user called the contents of a wave column.
    pub fn recalled(mut self, file: &FileProfile) -> Mapping {
        self.columns.retain(|(_, column)| *column < file.columns.len());
        self.own_years = false;
        let own = self.proposed_wave(file);
        self.wave = match (self.wave, own) {
            (WaveChoice::All, _) => WaveChoice::All,
            (WaveChoice::Column(known), WaveChoice::Column(mut labels)) => {
                for (text, label) in &mut labels {
                    *label = known.get(text).unwrap_or(label).clone();
                }
                WaveChoice::Column(labels)
            }
            (_, own) => own,
        };
        self
    }

    pub fn column(&self, field: &Field) -> Option<usize> {
        self.columns.iter().find(|(known, _)| known == field).map(|(_, column)| *column)
    }

    pub fn field(&self, column: usize) -> Option<&Field> {
        self.columns.iter().find(|(_, known)| *known == column).map(|(field, _)| field)
    }

    pub fn fields(&self) -> impl Iterator<Item = (&Field, usize)> {
        self.columns.iter().map(|(field, column)| (field, *column))
    }

    /// The columns that are read, in the file's order.
    pub fn columns_read(&self) -> Vec<usize> {
        let flags = self.flags.iter();
        let flags = flags.flat_map(|flags| [flags.secondary, flags.post_16, flags.kind]).flatten();
        let fields = self.fields().map(|(_, column)| column);
        let mut columns: Vec<usize> = fields.chain(self.dated_by).chain(flags).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// The names of the columns that nothing is read from.
    pub fn unused(&self, file: &FileProfile) -> Vec<String> {
        let read = self.columns_read();
        let columns = file.columns.iter().enumerate();
        let unused = columns.filter(|(at, _)| read.binary_search(at).is_err());
        unused.map(|(_, column)| column.name.clone()).collect()
    }

    /// The user's choice for a field: a column, which is taken from any other field, or none.
    pub fn choose(&mut self, file: &FileProfile, field: Field, column: Option<usize>) {
        let amounts = self.has_amount();
        let waved = self.column(&Field::Wave);
        let ranked = self.column(&Field::ImdDecile);
        self.columns.retain(|(known, at)| *known != field && Some(*at) != column);
        if let Some(column) = column {
            self.put(field, column);
        }
        if ranked != self.column(&Field::ImdDecile) {
            self.direct(file);
        }
        self.find_flags(file);
        // A wave that followed from the columns follows them again.
        if amounts != self.has_amount() || waved != self.column(&Field::Wave) {
            self.wave = self.proposed_wave(file);
        }
    }

    /// Puts a field that has no column yet in its place: they stand in the order of fields.
    fn put(&mut self, field: Field, column: usize) {
        let place = self.columns.partition_point(|(known, _)| *known < field);
        self.columns.insert(place, (field, column));
    }

    /// How sure header and contents are that a field's column holds it, 0 to 1; 0 where the user chose
    /// a column that nothing speaks for, or none.
    pub fn confidence(&self, file: &FileProfile, field: &Field) -> f64 {
        let column = self.column(field).and_then(|column| file.columns.get(column));
        let guesses = column.map(recognise::of_column).unwrap_or_default();
        guesses.iter().find(|(known, _)| known == field).map_or(0.0, |(_, confidence)| *confidence)
    }

    pub fn has_amount(&self) -> bool {
        self.columns.iter().any(|(field, _)| field.is_amount())
    }

    /// Whether the rows carry something that links them to a school.
    pub fn has_key(&self) -> bool {
        [Field::Urn, Field::CharityNumber].iter().any(|field| self.column(field).is_some())
    }

    /// Whether the file by itself gives an amount of a school in a wave.
    pub fn is_enough(&self) -> bool {
        self.has_key()
            && self.has_amount()
            && !matches!(self.wave, WaveChoice::Ask | WaveChoice::All)
    }

    /// The decimal mark of a column: the user's, else its cells', else that of the file's other columns.
    pub fn mark(&self, file: &FileProfile, column: usize) -> DecimalMark {
        let votes = |i: usize| file.columns.get(i).and_then(|column| column.votes.winner());
        let of_file = || {
            let comma = |i: &usize| votes(*i) == Some(DecimalMark::Comma);
            let point = |i: &usize| votes(*i) == Some(DecimalMark::Point);
            let all = 0..file.columns.len();
            if all.clone().filter(comma).count() > all.filter(point).count() {
                DecimalMark::Comma
            } else {
                DecimalMark::Point
            }
        };
        self.marks.get(&column).copied().or_else(|| votes(column)).unwrap_or_else(of_file)
    }

    /// The factor of a column's unit.
    pub fn unit(&self, file: &FileProfile, column: usize) -> f64 {
        let header = || file.columns.get(column).map_or(1.0, |column| column.unit);
        self.units.get(&column).copied().unwrap_or_else(header)
    }

    /// Columns of amounts whose decimal mark their own cells do not settle, for the user to say.
    pub fn ties(&self, file: &FileProfile) -> Vec<usize> {
        let tied = |column: &usize| {
            !self.marks.contains_key(column)
                && file.columns.get(*column).is_some_and(|profile| profile.votes.is_tied())
        };
        let columns = self.columns.iter().filter(|(field, _)| is_number(field));
        columns.map(|(_, column)| *column).filter(tied).collect()
    }

    /// In a charity register or a PTA's accounts, `Income` is the charity's.
    fn settle_by_file(&mut self, file: &FileProfile) {
        let name = recognise::words(&file.name);
        let of_pta = self.column(&Field::Urn).is_none()
            && self.column(&Field::CharityNumber).is_some()
            // A school's accounts say what was donated to it, whatever their file is called.
            || format!(" {name} ").contains(" pta ") && self.column(&Field::Donations).is_none();
        let income = self.columns.iter().position(|(known, _)| *known == Field::TotalIncome);
        if let Some(at) = income.filter(|_| of_pta && self.column(&Field::PtaIncome).is_none()) {
            let (_, column) = self.columns.remove(at);
            self.put(Field::PtaIncome, column);
        }
    }

    /// The direction that the decile's header gives; what was said of another column does not hold.
    fn direct(&mut self, file: &FileProfile) {
        let column = self.column(&Field::ImdDecile);
        let said = column.and_then(|column| turned_by_header(&words_of(file, column)));
        self.turned = said.unwrap_or(false);
        self.direction =
            if said.is_some() { DecileDirection::Confirmed } else { DecileDirection::Assumed };
    }

    /// The columns beside a phase of yes and no.
    fn find_flags(&mut self, file: &FileProfile) {
        let find = |names: &[&str]| column_called(file, names);
        let flag = self.column(&Field::Phase).filter(|column| words_of(file, *column) == "primary");
        self.flags = flag.map(|_| PhaseFlags {
            secondary: find(&["secondary"]),
            post_16: find(&["post 16", "post16", "sixth form"]),
            kind: find(&[
                "type",
                "type of establishment name",
                "establishment type group name",
                "school type",
            ]),
        });
    }
}

/// The words of a column's header.
fn words_of(file: &FileProfile, column: usize) -> String {
    file.columns.get(column).map(|profile| recognise::words(&profile.header)).unwrap_or_default()
}

fn column_called(file: &FileProfile, names: &[&str]) -> Option<usize> {
    (0..file.columns.len()).find(|column| names.contains(&words_of(file, *column).as_str()))
}

/// The column that dates a file's rows.
fn dating(file: &FileProfile) -> Option<usize> {
    let names = [
        "inspect date",
        "inspection date",
        "inspection start date",
        "inspection end date",
        "ofsted last insp",
        "publication date",
        "date of inspection",
        "date",
        "fyend",
        "fin period end date",
    ];
    column_called(file, &names)
}

/// Whether a field's cells are numbers.
pub fn is_number(field: &Field) -> bool {
    field.is_amount()
        || matches!(field, Field::Pupils | Field::PtaGift | Field::PupilPremium | Field::ImdDecile)
}

/// Whether a field's numbers may be thousands or millions.
pub fn takes_unit(field: &Field) -> bool {
    is_number(field) && *field != Field::ImdDecile
}

/// Whether a header says that decile 1 is the least deprived; nothing where it does not say.
fn turned_by_header(words: &str) -> Option<bool> {
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(phrase));
    if says(&[
        "1 is most deprived",
        "1 most deprived",
        "1 the most deprived",
        "1 being most deprived",
        "10 least deprived",
        "10 is least deprived",
    ]) {
        Some(false)
    } else if says(&[
        "1 is least deprived",
        "1 least deprived",
        "1 the least deprived",
        "10 most deprived",
        "10 is most deprived",
    ]) {
        Some(true)
    } else {
        None
    }
}
