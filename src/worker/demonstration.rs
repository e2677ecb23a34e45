//! The demonstration data: from the bytes of its files, read the way that a user's are.

use crate::dataset::{Dataset, DecileDirection, Source};
use crate::ingest::{self, Extraction, Mapping, Refusal, Survey, Table, assemble};

/// The files, as `public/demo/` holds them.
pub const FILES: [&str; 4] =
    ["accounts-2016.csv", "accounts-2018.csv", "questionnaire-2016.csv", "questionnaire-2018.csv"];

/// The dataset of the demonstration's files, each with its bytes.
pub fn read(files: &[(&str, Vec<u8>)]) -> Result<Dataset, String> {
    let table = |(name, bytes): &(&str, Vec<u8>)| read_table(name, bytes);
    let tables: Vec<Table> =
        files.iter().map(table).collect::<Result<_, Refusal>>().map_err(|e| e.to_string())?;
    let (dataset, _) = assemble(&tables, &ingest::Options::default()).map_err(|e| e.to_string())?;
    Ok(Dataset {
        source: Source::Demonstration,
        // Its own description says so.
        direction: DecileDirection::Confirmed,
        ..dataset
    })
}

/// The same of JavaScript's object of them, each file's bytes under its name.
#[cfg(target_arch = "wasm32")]
pub fn read_from(files: &wasm_bindgen::JsValue) -> Result<Dataset, String> {
    use wasm_bindgen::JsCast;
    let bytes = |name: &'static str| {
        let file = js_sys::Reflect::get(files, &name.into());
        let file = file.and_then(JsCast::dyn_into::<js_sys::Uint8Array>);
        file.map(|file| (name, file.to_vec()))
            .map_err(|_| format!("The demonstration’s {name} did not come."))
    };
    read(&FILES.into_iter().map(bytes).collect::<Result<Vec<_>, _>>()?)
}

fn read_table(name: &str, bytes: &[u8]) -> Result<Table, Refusal> {
    let mut survey = Survey::new(name, None);
    survey.push(bytes)?;
    let profile = survey.finish()?;
    let mapping = Mapping::propose(&profile);
    let no_key = || Refusal { file: name.into(), reason: crate::ingest::Reason::CutShort };
    let mut extraction = Extraction::new(&profile, &mapping).ok_or_else(no_key)?;
    extraction.push(bytes)?;
    extraction.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_files_read_as_the_generator_made_them() {
        let bytes = |name: &str| std::fs::read(format!("public/demo/{name}")).unwrap();
        let dataset = read(&FILES.map(|name| (name, bytes(name)))).unwrap();
        assert_eq!(dataset.labels(), ["2016", "2018"]);
        // The counts of the paper, as public/demo/README.md gives them.
        let schools: Vec<usize> = dataset.waves.iter().map(|wave| wave.schools()).collect();
        assert_eq!(schools, [380, 306]);
        assert_eq!(dataset.source, Source::Demonstration);
    }
}
