use citycarbon::Assessor;
use citycarbon::assess::LedgerVocabulary;
use citycarbon::ledger::{Ids, Options, Tally};
use std::time::Instant;
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let assessor = Assessor::shipped("TH-10".parse()?)?;
    let words = LedgerVocabulary::new(&assessor);
    for rows in [100_000_u32, 1_000_000, 3_000_000] {
        let mut text = String::from("period,activity,amount,unit,place,source,note\n");
        for n in 0..rows {
            text.push_str(&format!(
                "2022-{:02},residential.electricity,{}.5,kWh,district {},meter readings of the utility,\n",
                n % 12 + 1,
                n,
                n % 500
            ));
        }
        for round in 0..3 {
            for on in [false, true] {
                let (options, mut ids) = (Options::default().with_compare_rows(on).with_threads(1), Ids::new());
                let start = Instant::now();
                let tally = Tally::read(text.as_bytes(), "l.csv", &words, &options, &mut ids)?;
                let read = start.elapsed();
                let found = ids.findings(&words).len();
                println!(
                    "{rows} rows, round {round}, compare {on}: read {read:?}, all {:?}, {} leaves, {found}",
                    start.elapsed(),
                    tally.leaves().count()
                );
            }
        }
    }
    Ok(())
}
