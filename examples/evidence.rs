//! Builds `rules/evidence/names.fst` from the table that `rules/evidence/build.py` writes.
//!
//! `cargo run --release --example evidence -- names.tsv names.fst`: each line is a word, a tab and its marks; lines are sorted by byte.

use std::{env, error::Error, fs, io::BufWriter};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err("usage: evidence names.tsv names.fst".into());
    };
    let mut map = fst::MapBuilder::new(BufWriter::new(fs::File::create(&to)?))?;
    for line in fs::read_to_string(from)?.lines() {
        let (word, marks) = line.split_once('\t').ok_or("a line without a tab")?;
        map.insert(word, marks.parse()?)?;
    }
    map.finish()?;
    Ok(())
}
