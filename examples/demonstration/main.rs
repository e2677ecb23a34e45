//! Writes the demonstration data, `public/demo/*.csv`: invented schools with the published averages.
//!
//! `cargo run --release --example demonstration`, from the repository's root. It needs no input,
//! checks every published figure before it writes, and gives the same bytes on every machine.
mod invention;

use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    let folder = Path::new("public/demo");
    fs::create_dir_all(folder)?;
    for (name, text) in invention::files() {
        fs::write(folder.join(name), text)?;
        println!("wrote {}", folder.join(name).display());
    }
    Ok(())
}
