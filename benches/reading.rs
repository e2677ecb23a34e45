//! How fast files are read, natively: `cargo bench --bench reading`, with a number of rows if wanted.
//!
//! The file is shaped as the browser's bench makes it: seven mapped columns of 53, a quoted name in each
//! row. Times are the best of five.
use giving_gap::analysis::Study;
use giving_gap::figure::Kind;
use giving_gap::ingest::{Extraction, Mapping, Options, Record, Scanner, Survey, Wanted, assemble};
use std::fmt::Write;
use std::hint::black_box;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// What a browser hands over at a time.
const PIECE: usize = 16 << 20;

fn main() {
    let rows = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(250_000);
    let bytes = accounts(rows);
    println!("{rows} rows × 53 columns, {:.0} MB", bytes.len() as f64 / 1e6);

    time("count newlines (memchr)", &bytes, || memchr::memchr_iter(b'\n', &bytes).count());
    time("csv crate, ByteRecord", &bytes, || {
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let (mut record, mut count) = (csv::ByteRecord::new(), 0);
        while reader.read_byte_record(&mut record).is_ok_and(|more| more) {
            count += record.get(4).map_or(0, <[u8]>::len);
        }
        count
    });
    let scan = |wanted: Wanted| {
        let mut scanner = Scanner::new(b',', wanted);
        let mut count = 0;
        let mut sink = |record: &Record<'_>| count += record.raw(0).map_or(0, <[u8]>::len);
        for piece in bytes.chunks(PIECE) {
            scanner.push(piece, &mut sink).expect("a table");
        }
        scanner.finish(&mut sink).expect("a table");
        count
    };
    time("scanner, every cell", &bytes, || scan(Wanted::All));
    time("scanner, seven columns", &bytes, || scan(Wanted::Only((0..7).collect())));

    let mut survey = Survey::new("accounts-2018.csv", None);
    survey.push(&bytes).expect("a table");
    let file = survey.finish().expect("a table");
    time("survey", &bytes, || {
        let mut survey = Survey::new("accounts-2018.csv", None);
        bytes.chunks(PIECE).for_each(|piece| survey.push(piece).expect("a table"));
        survey.finish().expect("a table").rows
    });
    let mapping = Mapping::propose(&file);
    let extract = || {
        let mut extraction = Extraction::new(&file, &mapping).expect("a key");
        bytes.chunks(PIECE).for_each(|piece| extraction.push(piece).expect("a table"));
        extraction.finish().expect("a table")
    };
    time("extraction", &bytes, || extract().len());
    let tables = [extract()];
    let join = || assemble(&tables, &Options::default()).expect("a wave").0;
    time("assembly", &bytes, || join().len());
    let dataset = Rc::new(join());
    time("Figure 1", &bytes, || {
        let study = Study::new(Rc::clone(&dataset), Default::default());
        study.figure(Kind::DecileRaised).map(|figure| figure.rows.len())
    });
}

fn time<T>(what: &str, bytes: &[u8], mut work: impl FnMut() -> T) {
    let once = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    let best = (0..5).map(once).min().unwrap_or(Duration::MAX).as_secs_f64();
    println!("{what:28} {:8.1} ms {:8.0} MB/s", best * 1e3, bytes.len() as f64 / 1e6 / best);
}

fn accounts(rows: u32) -> Vec<u8> {
    let mut state = 20_161_218u32;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        f64::from(state) / 2f64.powi(32)
    };
    let mut text = String::from("urn,school,phase,pupils,donations,pta_income,imd_decile");
    for column in 1..=46 {
        let _ = write!(text, ",E{column:02} Heading of the accounts");
    }
    for row in 0..rows {
        let pta =
            if random() > 0.06 { format!("{:.0}", random() * 30_000.0) } else { String::new() };
        let (pupils, donations, decile) =
            (30.0 + random() * 400.0, random() * 40_000.0, 1.0 + random() * 9.0);
        let _ = write!(
            text,
            "\n{},\"School {row}, Wealdmarch\",Primary,{pupils:.0},{donations:.0},{pta},{decile:.0}",
            100_000 + row
        );
        for _ in 0..46 {
            let _ = write!(text, ",{:.1}", random() * 1e5 - 1e3);
        }
    }
    text.push('\n');
    text.into_bytes()
}
