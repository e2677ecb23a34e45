//! The second pass: the mapping being known, a file's bytes to a [`Table`] of the mapped columns.
//!
//! This is the loop that the time goes into. The scanner finds the cells of mapped columns only, and
//! plain digits become numbers straight from their bytes.

use super::assemble::MOST_SCHOOLS;
use super::cell::Reader;
use super::columns::{Contents, Words};
use super::encoding::Intake;
use super::key::Key;
use super::mapping::{Mapping, is_number, takes_unit};
use super::number::DecimalMark;
use super::period::{Period, date};
use super::phase;
use super::record::Record;
use super::refusal::{Reason, Refusal};
use super::scanner::{Scanner, Wanted};
use super::survey::FileProfile;
use super::table::{ColumnMissing, Role, RowReason, Table, Waves};
use super::totals;
use super::wave_choice::WaveChoice;
use crate::dataset::{Cell, Decile, Field, Missing, Texts};
use std::collections::{BTreeMap, HashSet};

/// Takes the bytes of a file that was surveyed, in pieces of any size.
pub struct Extraction {
    intake: Intake,
    scanner: Scanner,
    rows: Rows,
    /// The number of rows at which the schools that they name are counted next.
    count_at: usize,
}

/// Where the parts of a row stand among the wanted cells, and what has been read.
struct Rows {
    reader: Reader,
    above: usize,
    key: usize,
    /// Whether keys that are no numbers are no keys here.
    numeric_keys: bool,
    wave: Option<(usize, BTreeMap<String, String>)>,
    date: Option<usize>,
    builders: Vec<Builder>,
    flags: Vec<(usize, Words)>,
    seen: usize,
    row_waves: Words,
    table: Table,
    names: Vec<String>,
    keep_totals: bool,
    turned: bool,
}

/// One column on its way into the table.
struct Builder {
    field: Field,
    /// Its place among the wanted cells.
    at: usize,
    mark: DecimalMark,
    unit: f64,
    contents: Contents,
    missing: ColumnMissing,
}

/// What links a file's rows, by the fields it has.
fn role(mapping: &Mapping) -> Option<(Role, usize)> {
    let column = |field: Field| mapping.column(&field);
    if let Some(urn) = column(Field::Urn) {
        return Some((Role::Schools, urn));
    }
    if let Some(number) = column(Field::CharityNumber) {
        return Some((Role::Charities, number));
    }
    match (column(Field::Lsoa), column(Field::Postcode)) {
        (_, Some(postcode)) => Some((Role::Postcodes, postcode)),
        (Some(lsoa), None) => Some((Role::Areas, lsoa)),
        (None, None) => None,
    }
}

impl Extraction {
    /// Nothing where the mapping names no key, so that no row could be linked.
    pub fn new(file: &FileProfile, mapping: &Mapping) -> Option<Extraction> {
        let (role, key) = role(mapping)?;
        let wanted = mapping.columns_read();
        let place = |column: usize| wanted.binary_search(&column).unwrap_or(usize::MAX);
        let waves = match &mapping.wave {
            WaveChoice::All | WaveChoice::Ask => Waves::All,
            WaveChoice::Label(label) => Waves::One(label.clone()),
            WaveChoice::Column(_) => Waves::Each(Words::default()),
        };
        let builders =
            mapping.fields().filter(|(field, column)| *column != key && **field != Field::Wave);
        let flags = mapping.flags.as_ref().zip(mapping.column(&Field::Phase));
        let flags = flags.map_or(Vec::new(), |(flags, primary)| {
            [Some(primary), flags.secondary, flags.post_16, flags.kind]
                .map(|column| (column.map_or(usize::MAX, place), Words::default()))
                .into()
        });
        let rows = file.room();
        let numbers = file.columns.get(key).map_or(0.0, |column| column.share(column.numbers));
        let rows = Rows {
            reader: Reader::new(file.encoding, mapping.codes.clone()),
            above: file.above,
            key: place(key),
            numeric_keys: numbers > 0.5,
            wave: match (&mapping.wave, mapping.column(&Field::Wave)) {
                (WaveChoice::Column(labels), Some(column)) => Some((place(column), labels.clone())),
                _ => None,
            },
            date: mapping.dated_by.map(place),
            builders: builders
                .map(|(field, column)| Builder::new(file, mapping, field, column, place(column)))
                .collect(),
            flags,
            seen: 0,
            row_waves: Words::default(),
            table: Table {
                file: file.name.clone(),
                sha256: file.sha256.clone(),
                role,
                keys: Vec::with_capacity(rows),
                lines: Vec::with_capacity(rows),
                waves,
                columns: Vec::new(),
                dates: Vec::new(),
                dated_by: mapping
                    .dated_by
                    .and_then(|column| file.columns.get(column))
                    .map(|column| column.name.clone()),
                unused: mapping.unused(file),
                phase_from_flags: mapping.flags.is_some(),
                direction: mapping.direction,
                rows_read: 0,
                left_out: BTreeMap::new(),
                missing: Vec::new(),
                years: mapping.years(file),
            },
            names: file.columns.iter().map(|column| column.name.clone()).collect(),
            keep_totals: mapping.keep_totals,
            turned: mapping.turned,
        };
        let scanner = Scanner::new(file.delimiter.byte(), Wanted::Only(wanted));
        let intake = Intake::known(file.encoding);
        Some(Extraction { intake, scanner, rows, count_at: MOST_SCHOOLS + 1 })
    }

    /// Takes the next piece; after an error the file cannot be used.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), Refusal> {
        let (scanner, rows) = (&mut self.scanner, &mut self.rows);
        let taken =
            self.intake.push(piece, &mut |bytes| scanner.push(bytes, &mut |r| rows.record(r)));
        taken.map_err(|broken| self.rows.refusal(broken))?;
        if self.rows.table.len() >= self.count_at && self.names_too_many() {
            let file = self.rows.table.file.clone();
            return Err(Refusal { file, reason: Reason::TooManySchools });
        }
        Ok(())
    }

    /// Whether there are more schools than fit, which costs less to find out than to read on.
    #[cold]
    fn names_too_many(&mut self) -> bool {
        let table = &self.rows.table;
        self.count_at = table.len() + MOST_SCHOOLS;
        let makes_schools = table.role == Role::Schools && !matches!(table.waves, Waves::All);
        makes_schools && table.keys.iter().collect::<HashSet<_>>().len() > MOST_SCHOOLS
    }

    /// There is no more.
    pub fn finish(mut self) -> Result<Table, Refusal> {
        let (scanner, rows) = (&mut self.scanner, &mut self.rows);
        let taken = self.intake.finish(&mut |bytes| scanner.push(bytes, &mut |r| rows.record(r)));
        taken
            .and_then(|()| self.scanner.finish(&mut |record| self.rows.record(record)))
            .map_err(|broken| self.rows.refusal(broken))?;
        Ok(self.rows.finish())
    }
}

impl Rows {
    #[inline]
    fn record(&mut self, record: &Record<'_>) {
        self.seen += 1;
        if self.seen <= self.above {
            return;
        }
        self.table.rows_read += 1;
        match self.identity(record) {
            Ok(key) => self.row(record, key),
            Err(reason) => self.table.left_out.entry(reason).or_default().add(record.line),
        }
    }

    /// The row's key, and its wave noted, or why it is no school's row.
    #[inline]
    fn identity(&mut self, record: &Record<'_>) -> Result<Key, RowReason> {
        let cell = record.cell(self.key).unwrap_or_default();
        let key = match Key::of_digits(&cell) {
            Some(key) if key != Key::Number(0) => key,
            _ => self.other_key(record)?,
        };
        if let Some((at, labels)) = &self.wave {
            let cell = record.cell(*at).unwrap_or_default();
            let cell = cell.trim_ascii();
            let reader = &self.reader;
            self.row_waves.push(cell, || {
                let text = reader.word(cell)?;
                let label = || Period::of_cell(&text).map(Period::label);
                Ok(labels.get(&text).cloned().or_else(label).unwrap_or(text))
            });
            let row = self.table.keys.len();
            if self.row_waves.code(row).is_none() {
                self.row_waves.pop();
                return Err(RowReason::NoWave);
            }
        }
        Ok(key)
    }

    #[cold]
    fn other_key(&self, record: &Record<'_>) -> Result<Key, RowReason> {
        let cell = record.cell(self.key).unwrap_or_default();
        let text = self.reader.encoding.text(&cell);
        let others = (0..record.len())
            .filter(|i| *i != self.key)
            .filter(|i| record.raw(*i).is_some_and(|raw| !raw.trim_ascii().is_empty()))
            .count();
        match Key::of_text(&text, &self.reader.codes) {
            Some(Key::Text(_)) if self.numeric_keys && others == 0 => Err(RowReason::Note),
            Some(Key::Text(_)) if self.numeric_keys && !self.keep_totals => {
                Err(RowReason::OtherKey)
            }
            Some(key) => Ok(key),
            None if others == 0 && text.trim().is_empty() => Err(RowReason::Empty),
            None => Err(RowReason::NoKey),
        }
    }

    fn row(&mut self, record: &Record<'_>, key: Key) {
        self.table.keys.push(key);
        self.table.lines.push(u32::try_from(record.line).unwrap_or(u32::MAX));
        for builder in &mut self.builders {
            builder.cell(record, &self.reader);
        }
        if let Some(at) = self.date {
            let cell = record.cell(at).unwrap_or_default();
            self.table.dates.push(date(&self.reader.encoding.text(&cell)));
        }
        for (at, words) in &mut self.flags {
            let cell = record.cell(*at).unwrap_or_default();
            words.push(cell.trim_ascii(), || self.reader.word(&cell));
        }
    }

    fn finish(self) -> Table {
        let mut table = self.table;
        if let Waves::Each(words) = &mut table.waves {
            *words = self.row_waves;
        }
        for mut builder in self.builders {
            if builder.field == Field::ImdDecile {
                turn(&mut builder.contents, self.turned);
            }
            if builder.field == Field::Phase && !self.flags.is_empty() {
                let [primary, secondary, post_16, kind] =
                    [0, 1, 2, 3].map(|i| self.flags.get(i).map(|(_, words)| words));
                builder.contents = Contents::Words(phase::of_flags(
                    table.keys.len(),
                    primary,
                    secondary,
                    post_16,
                    kind,
                ));
            }
            if let Contents::Words(words) = &builder.contents {
                builder.missing.note_words(words, &table.lines);
            }
            if !builder.missing.reasons.is_empty() {
                table.missing.push(builder.missing);
            }
            table.columns.push((builder.field, builder.contents));
        }
        if !self.keep_totals {
            totals::leave_out(&mut table);
        }
        table
    }

    fn refusal(&self, broken: super::scanner::Broken) -> Refusal {
        let name = |column: usize| self.names.get(column).cloned().unwrap_or_default();
        Refusal { file: self.table.file.clone(), reason: Reason::of_broken(broken, name) }
    }
}

impl Builder {
    fn new(
        file: &FileProfile,
        mapping: &Mapping,
        field: &Field,
        column: usize,
        at: usize,
    ) -> Builder {
        let rows = file.room();
        let contents = match field {
            field if is_number(field) => Contents::Numbers(Vec::with_capacity(rows)),
            Field::School => Contents::Texts(Texts::with_capacity(rows, rows * 28)),
            Field::Urn | Field::Lsoa | Field::Postcode | Field::OtherUrn | Field::CharityNumber => {
                Contents::Keys(Vec::with_capacity(rows))
            }
            _ => Contents::Words(Words::default()),
        };
        let header = file.columns.get(column).map(|column| column.name.clone()).unwrap_or_default();
        Builder {
            field: field.clone(),
            at,
            mark: mapping.mark(file, column),
            unit: if takes_unit(field) { mapping.unit(file, column) } else { 1.0 },
            contents,
            missing: ColumnMissing { field: field.clone(), header, reasons: BTreeMap::new() },
        }
    }

    #[inline]
    fn cell(&mut self, record: &Record<'_>, reader: &Reader) {
        match &mut self.contents {
            Contents::Numbers(cells) => {
                let raw = record.raw(self.at).unwrap_or_default();
                let mut cell = match raw.first() {
                    Some(b'"') => {
                        reader.number(&record.cell(self.at).unwrap_or_default(), self.mark)
                    }
                    _ => reader.number(raw, self.mark),
                };
                if self.field == Field::ImdDecile
                    && cell.get().is_ok_and(|value| decile(value).is_none())
                {
                    cell = Cell::missing(Missing::Unreadable);
                }
                match cell.get() {
                    Ok(value) if self.unit != 1.0 => cell = Cell::known(value * self.unit),
                    Ok(_) => (),
                    Err(reason) => self.missing.note(reason, record, self.at, reader),
                }
                cells.push(cell);
            }
            Contents::Words(words) => {
                let cell = record.cell(self.at).unwrap_or_default();
                let cell = cell.trim_ascii();
                words.push(cell, || reader.word(cell));
            }
            Contents::Texts(texts) => {
                let cell = record.cell(self.at).unwrap_or_default();
                let text = reader.encoding.text(&cell);
                if text.trim().is_empty() {
                    self.missing.note(Missing::Blank, record, self.at, reader);
                }
                texts.push(text.trim());
            }
            Contents::Keys(keys) => {
                let cell = record.cell(self.at).unwrap_or_default();
                let text = reader.encoding.text(&cell);
                let key = Key::of_text(&text, &reader.codes).filter(|key| !key.is_placeholder());
                if key.is_none() {
                    // A placeholder is the department's word for "none".
                    let reason = reader.codes.meaning(&text).unwrap_or(Missing::NotApplicable);
                    self.missing.note(reason, record, self.at, reader);
                }
                keys.push(key);
            }
        }
    }
}

/// Turns a scale that counts from the other end.
fn turn(contents: &mut Contents, turned: bool) {
    let Contents::Numbers(cells) = contents else { return };
    for cell in cells.iter_mut().filter(|_| turned) {
        if let Some(decile) = cell.get().ok().and_then(decile) {
            *cell = Cell::known(decile.turned().number().into());
        }
    }
}

/// The decile that a number is; none of any but 1 to 10.
fn decile(value: f64) -> Option<Decile> {
    let whole = (value.fract() == 0.0 && (0.0..=255.0).contains(&value)).then_some(value as u8);
    whole.and_then(|number| Decile::try_from(number).ok())
}
