//! Whole programs to copy, each for one task. They need the standard library and one small crate at most.
//!
//! The module holds nothing but this page. Every program is compiled and run with the tests of the library. The programs return
//! errors to their caller and never unwrap what a user gave. The pages of the other modules have shorter examples.
//!
//! | Task | Needs |
//! |---|---|
//! | [Answer a request](#answer-a-request): JSON in, `inventory.json` or errors out | `serde_json` |
//! | [Tally many ledgers in threads](#tally-many-ledgers-in-threads) and merge them | |
//! | [Use your own factors and codes](#use-your-own-factors-and-codes) without files | |
//! | [Add a measure of your own](#add-a-measure-of-your-own) | |
//! | [Keep values in a database](#keep-values-in-a-database), one text column each | `serde_json` |
//! | [Test your own figures](#test-your-own-figures) with random input | `proptest` |
//! | [Tally a compressed ledger](#tally-a-compressed-ledger) without unpacking it to disk | |
//! | [Build a city in memory](#build-a-city-in-memory), line by line | |
//! | [Read the checks of a city](#read-the-checks-of-a-city), and accept one with a reason | |
//! | [Decimals in and out](#decimals-in-and-out) | |
//!
//! # Answer a request
//!
//! When a server computes inventories: the function `answer` takes the body of a request and gives the status and the body of the
//! answer. It opens no file and shares nothing, so a server can call it from any number of threads. Limit the size of a body before
//! you call it.
//!
//! ```
//! use citycarbon::city::CityInput;
//! use citycarbon::{City, Errors, report};
//! use serde_json::{Value, json};
//!
//! /// A body by hand: what is left out has its default.
//! const BODY: &str = r#"{
//!     "settings": {"city": "Songkhla", "region": "TH-90", "years": [2022], "gwp": "AR5"},
//!     "activities": [{"code": "residential.lpg", "amount": "1200 t", "year": 2022}]
//! }"#;
//!
//! /// The status and the body of the answer to a request.
//! fn answer(body: &[u8]) -> (u16, Vec<u8>) {
//!     let input: CityInput = match serde_json::from_slice(body) {
//!         Ok(input) => input,
//!         // Not JSON, a member is missing, or a value would be refused in a file too.
//!         Err(error) => return (400, json!({ "errors": [{ "message": error.to_string() }] }).to_string().into_bytes()),
//!     };
//!     match inventory(input) {
//!         Ok(inventory) => (200, inventory),
//!         Err(errors) => (422, problems(&errors).to_string().into_bytes()),
//!     }
//! }
//!
//! fn inventory(input: CityInput) -> Result<Vec<u8>, Errors> {
//!     let statements = City::new(input)?.close()?;
//!     Ok(report::json(&statements)?)
//! }
//!
//! /// Every problem with its stable kind, its place, and one line of text.
//! fn problems(errors: &Errors) -> Value {
//!     let listed = errors.listed().iter().map(|error| {
//!         json!({
//!             "kind": error.kind(),
//!             "at": error.at().map(ToString::to_string),
//!             "message": error.problem().to_string(),
//!         })
//!     });
//!     json!({ "errors": listed.collect::<Vec<_>>(), "counted": errors.counted() })
//! }
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let (status, body) = answer(BODY.as_bytes());
//!     let inventory: Value = serde_json::from_slice(&body)?;
//!     assert_eq!((status, &inventory["city"]), (200, &json!("Songkhla")));
//!
//!     let (status, body) = answer(BODY.replace("residential.lpg", "residential.lgp").as_bytes());
//!     let refused: Value = serde_json::from_slice(&body)?;
//!     assert_eq!((status, &refused["errors"][0]["kind"]), (422, &json!("activity")));
//!
//!     assert_eq!(answer(b"{").0, 400);
//!     Ok(())
//! }
//! ```
//!
//! # Tally many ledgers in threads
//!
//! When activity data comes in many files, such as a ledger for each district. Each thread tallies its share of the ledgers; the
//! parts are merged at the end. The sums are exact, so the number of threads and the order of merging change no digit. Ids are
//! compared within each ledger; where an id must be unique over all ledgers, read them one after the other with one
//! [`Ids`](crate::ledger::Ids), and let [`Options::with_threads`](crate::ledger::Options::with_threads) divide each ledger.
//!
//! ```
//! use citycarbon::assess::LedgerVocabulary;
//! use citycarbon::error::Errors;
//! use citycarbon::inventory::LedgerTotals;
//! use citycarbon::ledger::{Ids, OnBad, Options};
//! use citycarbon::{Assessor, GwpSet, Tally};
//! use std::panic::resume_unwind;
//! use std::thread;
//!
//! struct Ledger {
//!     name: String,
//!     bytes: Vec<u8>,
//! }
//!
//! /// The ledgers of one thread, one after the other.
//! fn share(ledgers: &[Ledger], words: &LedgerVocabulary<'_>) -> citycarbon::Result<Tally> {
//!     let (mut sum, options) = (Tally::default(), Options::default().with_threads(1));
//!     for ledger in ledgers {
//!         sum.merge(&Tally::read(ledger.bytes.as_slice(), &ledger.name, words, &options, &mut Ids::new())?)?;
//!     }
//!     Ok(sum)
//! }
//!
//! /// All ledgers, on so many threads.
//! fn batch(ledgers: &[Ledger], threads: usize, assessor: &Assessor) -> Result<LedgerTotals, Errors> {
//!     let words = LedgerVocabulary::new(assessor);
//!     let size = ledgers.len().div_ceil(threads.max(1)).max(1);
//!     let parts: Vec<citycarbon::Result<Tally>> = thread::scope(|scope| {
//!         let started: Vec<_> = ledgers.chunks(size).map(|part| scope.spawn(|| share(part, &words))).collect();
//!         started.into_iter().map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
//!     });
//!     let mut all = Tally::default();
//!     for part in parts {
//!         all.merge(&part?)?;
//!     }
//!     if !all.is_usable(OnBad::Refuse) {
//!         return Err(Errors::of(all.problems().to_vec()));
//!     }
//!     let totals = LedgerTotals::of(&all, assessor, GwpSet::Ar5)?;
//!     if !totals.unassessed.is_empty() {
//!         return Err(Errors::of(totals.unassessed.into_iter().map(|rows| rows.problem).collect()));
//!     }
//!     Ok(totals)
//! }
//!
//! fn main() -> Result<(), Errors> {
//!     let district = |number: u32| Ledger {
//!         name: format!("district-{number}.csv"),
//!         bytes: format!("period,activity,amount,unit\n2022-0{number},road.diesel-b7,{number}00.25,litre\n").into_bytes(),
//!     };
//!     let mut ledgers: Vec<Ledger> = (1..=7).map(district).collect();
//!     let assessor = Assessor::shipped("TH-10".parse()?)?;
//!     let totals = batch(&ledgers, 1, &assessor)?;
//!     assert_eq!(totals, batch(&ledgers, 3, &assessor)?);
//!     assert_eq!(totals.rows.accepted, 7);
//!
//!     ledgers[4].bytes = b"period,activity,amount,unit\n2022-05,road.diesel-b7,\"1,5\",litre\n".to_vec();
//!     let refused = batch(&ledgers, 3, &assessor).map_err(|errors| errors.to_string());
//!     assert!(
//!         refused.is_err_and(|text| text.starts_with("district-5.csv:2: amount: \"1,5\": a comma is not a decimal separator"))
//!     );
//!     Ok(())
//! }
//! ```
//!
//! # Use your own factors and codes
//!
//! When a program holds its own measurements. A factor needs its source and where it is printed there; a code says at which
//! reference of the GPC its lines are booked. Both are checked as rows of a file are, and a row of your own wins over a shipped
//! one.
//!
//! ```
//! use citycarbon::error::Errors;
//! use citycarbon::factors::{EmissionFactor, FallbackPolicy, Provenance};
//! use citycarbon::quantity::Dimension;
//! use citycarbon::taxonomy::{Catalogue, Gases, Rule};
//! use citycarbon::{Activity, Assessor, Gas, GwpSet, Registry, Year};
//!
//! fn main() -> Result<(), Errors> {
//!     // 2.71 kg of CO2 for each litre, as measured; for these years in this province.
//!     let measured = Provenance::new("harbour office, fuel analysis of 2023", "table 2");
//!     let factor = EmissionFactor::new("harbour-co2", "ferry", "ferry-diesel", Gas::CO2, "2.71 kg/litre".parse()?, measured)
//!         .with_region("TH-90".parse()?)
//!         .with_years("2020-2024".parse()?);
//!     let registry = Registry::bundled()?.with_factors("harbour.csv", [factor])?;
//!
//!     // A code for it: volumes of fuel, booked at II.3.1 by the factors of the process `ferry`.
//!     let gases = Gases::All(vec![Gas::CO2]);
//!     let code = Rule::new("ferry.diesel", "II.3.1".parse()?, "ferry", "ferry-diesel", gases, Dimension::Volume);
//!     let (catalogue, replaced) = Catalogue::bundled().overlaid(&Catalogue::with_rules([code])?);
//!     assert!(replaced.is_empty(), "shipped codes of the same name: {replaced:?}");
//!
//!     let assessor = Assessor::new(catalogue, registry, "TH-90".parse()?, FallbackPolicy::default());
//!     let year: Year = "2023".parse()?;
//!     let mut books = assessor.inventory("Songkhla", [year], GwpSet::Ar5);
//!     books.record(&assessor, &Activity::new("ferry.diesel", year, "10000 litre".parse()?))?;
//!     for statement in books.close()? {
//!         assert_eq!(statement.totals()?.basic, Some("27100".parse()?)); // kg CO2e
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # Add a measure of your own
//!
//! When the shipped measures do not cover what a city plans. A measure has a description, from which its form is read and checked,
//! and one function that states activity data without the measure and with it. Factors are found later, as those of any activity.
//!
//! ```
//! use citycarbon::city::CityInput;
//! use citycarbon::error::Errors;
//! use citycarbon::forms::{FormSection, SourcedAmount};
//! use citycarbon::measures::{Change, Measure, MeasureForm, MeasureRegistry, MeasureSpec};
//! use citycarbon::methods::Input;
//! use citycarbon::{Activity, City, GwpSet, Settings};
//!
//! const BEFORE: Input = Input::one("before", "kWh", "electricity of the old lamps in a year").without_rows();
//! const AFTER: Input = Input::one("after", "kWh", "electricity of the new lamps in a year").without_rows();
//! static SPEC: MeasureSpec = MeasureSpec::new("street-lamps", "LED street lamps", "meters before and after", &[BEFORE, AFTER]);
//!
//! #[derive(Debug)]
//! struct StreetLamps;
//!
//! impl Measure for StreetLamps {
//!     fn spec(&self) -> &'static MeasureSpec {
//!         &SPEC
//!     }
//!
//!     fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
//!         // What is missing or in a wrong unit is an error at its key.
//!         let before: SourcedAmount = form.inputs.need(&BEFORE, form.context.registry)?;
//!         let after: SourcedAmount = form.inputs.need(&AFTER, form.context.registry)?;
//!         let of_years = |lamps: &SourcedAmount| {
//!             let activity = |year| Activity::new("commercial.electricity", year, lamps.amount).with_origin("street lamps");
//!             form.years.iter().copied().map(activity).collect()
//!         };
//!         let mut change = Change::default();
//!         change.measure = form.title.to_owned();
//!         change.years = form.years.clone();
//!         change.without = of_years(&before);
//!         change.with = of_years(&after);
//!         Ok(change)
//!     }
//! }
//!
//! fn main() -> Result<(), Errors> {
//!     let form = FormSection::new()
//!         .with("measure", "street-lamps")
//!         .with("name", "New lamps in all streets")
//!         .with("first_year", "2022")
//!         .with("last_year", "2022")
//!         .with("source", "electricity bills of the city")
//!         .with("before", "900 MWh")
//!         .with("after", "400 MWh");
//!     let settings = Settings::new("Songkhla", "TH-90".parse()?, ["2022".parse()?], GwpSet::Ar5);
//!     let input = CityInput::new(settings).with_measure("lamps", form);
//!     let city = City::with_measures(input, &MeasureRegistry::shipped().with(StreetLamps)?)?;
//!     for effect in city.effects("lamps")?.into_iter().flat_map(|effects| effects.years.into_values()) {
//!         // 500,000 kWh by the grid factor of the year.
//!         assert!(effect.reduction()? > "200000".parse()?, "{} kg CO2e", effect.reduction()?);
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # Keep values in a database
//!
//! When figures outlive the program. Every public value is one string by `serde_json` and reads back as the same value; numbers are
//! strings in JSON, so no digit is lost. What no constructor would make is refused when it is read, so a changed row is found.
//! Single words (a year, a unit, an amount with its unit) are kept more readably by `Display` and `FromStr`.
//!
//! ```
//! use citycarbon::quantity::Reading;
//! use citycarbon::{Activity, Assessor, GwpSet, Statement};
//! use serde::Serialize;
//! use serde::de::DeserializeOwned;
//! use std::collections::BTreeMap;
//! use std::error::Error;
//!
//! /// A table with a key and a column of text: in its place, use your database.
//! #[derive(Default)]
//! struct Table {
//!     rows: BTreeMap<String, String>,
//! }
//!
//! impl Table {
//!     fn put(&mut self, key: &str, value: &impl Serialize) -> Result<(), Box<dyn Error>> {
//!         self.rows.insert(key.to_owned(), serde_json::to_string(value)?);
//!         Ok(())
//!     }
//!
//!     fn get<T: DeserializeOwned>(&self, key: &str) -> Result<T, Box<dyn Error>> {
//!         let text = self.rows.get(key).ok_or_else(|| format!("no row {key}"))?;
//!         Ok(serde_json::from_str(text)?)
//!     }
//! }
//!
//! fn main() -> Result<(), Box<dyn Error>> {
//!     let mut table = Table::default();
//!     let diesel = Activity::new("road.diesel-b7", "2022".parse()?, "1234567890.123456789 litre".parse()?);
//!     table.put("buses 2022", &diesel)?;
//!     assert_eq!(table.get::<Activity>("buses 2022")?, diesel);
//!
//!     // Closed books, with every line and its factors.
//!     let assessor = Assessor::shipped("TH-10".parse()?)?;
//!     let mut books = assessor.inventory("Bangkok", [diesel.year], GwpSet::Ar5);
//!     books.record(&assessor, &diesel)?;
//!     let statements = books.close()?;
//!     table.put("Bangkok", &statements)?;
//!     assert_eq!(table.get::<Vec<Statement>>("Bangkok")?, statements);
//!
//!     // A row that somebody changed is refused where no constructor makes its value.
//!     let changed = r#"{"code": "road.diesel-b7", "amount": "1,5 litre", "year": 2023}"#;
//!     table.rows.insert("buses 2023".to_owned(), changed.to_owned());
//!     assert!(table.get::<Activity>("buses 2023").is_err());
//!
//!     // An amount with its unit, as people write it.
//!     let text = diesel.amount.to_string();
//!     assert_eq!((text.as_str(), text.parse::<Reading>()?), ("1234567890.123456789 litre", diesel.amount));
//!     Ok(())
//! }
//! ```
//!
//! # Test your own figures
//!
//! When your code adds up or splits figures before it calls this library. State what must hold for every input, and let `proptest`
//! look for an input for which it does not. Figures are exact: compare with `==`, without a tolerance. To make a test of the
//! function below, write `#[test]` above it.
//!
//! ```
//! use citycarbon::quantity::{Exact, Reading};
//! use citycarbon::{Activity, Assessor, GwpSet, Result};
//! use proptest::prelude::*;
//!
//! /// A figure of your own: kg CO2e of the diesel of some buses.
//! fn of_buses(litres: &[u32]) -> Result<Exact> {
//!     let (assessor, year, litre) = (Assessor::shipped("TH-10".parse()?)?, "2022".parse()?, "litre".parse()?);
//!     let mut books = assessor.inventory("buses", [year], GwpSet::Ar5);
//!     for litres in litres {
//!         books.record(&assessor, &Activity::new("road.diesel-b7", year, Reading::new(*litres, litre)))?;
//!     }
//!     // No diesel is no data; here, where figures are added up, it counts as none.
//!     books.close()?.iter().try_fold(Exact::ZERO, |sum, statement| sum.checked_add(statement.totals()?.basic.unwrap_or_default()))
//! }
//!
//! proptest! {
//!     #![proptest_config(ProptestConfig::with_cases(16))]
//!
//!     fn two_garages_are_the_fleet(litres in prop::collection::vec(0_u32..1_000_000, 1..8), cut in 0_usize..8) {
//!         let (first, second) = litres.split_at(cut.min(litres.len()));
//!         prop_assert_eq!(of_buses(first)?.checked_add(of_buses(second)?)?, of_buses(&litres)?);
//!         let mut other_order = litres.clone();
//!         other_order.reverse();
//!         prop_assert_eq!(of_buses(&other_order)?, of_buses(&litres)?);
//!     }
//! }
//!
//! fn main() {
//!     two_garages_are_the_fleet();
//! }
//! ```
//!
//! # Tally a compressed ledger
//!
//! When ledgers are kept compressed. A ledger is read from any `Read + Send`, once, from its beginning to its end, so that the
//! decoder of any crate can be put in between: for gzip write `flate2::read::MultiGzDecoder::new(file)` where this program has its
//! own `RunLengths`. Memory does not grow with the rows. A stream that breaks is an error, and nothing of it is used.
//!
//! ```
//! use citycarbon::assess::LedgerVocabulary;
//! use citycarbon::error::{Error, ErrorKind};
//! use citycarbon::ledger::{Ids, Options};
//! use citycarbon::{Assessor, Result, Tally};
//! use std::io::{self, Read};
//!
//! /// Unpacks pairs of bytes: how often, and which byte. A decoder in a few lines, in place of that of a crate.
//! struct RunLengths<R> {
//!     packed: R,
//!     byte: u8,
//!     left: u8,
//! }
//!
//! impl<R: Read> Read for RunLengths<R> {
//!     fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
//!         if self.left == 0 {
//!             let mut pair = [0; 2];
//!             if self.packed.read(&mut pair[..1])? == 0 {
//!                 return Ok(0);
//!             }
//!             self.packed.read_exact(&mut pair[1..])?;
//!             [self.left, self.byte] = pair;
//!         }
//!         let count = buffer.len().min(usize::from(self.left));
//!         buffer[..count].fill(self.byte);
//!         self.left -= u8::try_from(count).unwrap_or(self.left);
//!         Ok(count)
//!     }
//! }
//!
//! /// A ledger from a stream, with its SHA-256 (of what is unpacked), on as many threads as the machine has.
//! fn tally(unpacked: impl Read + Send, name: &str, assessor: &Assessor) -> Result<Tally> {
//!     let options = Options::default().with_hash(true);
//!     Tally::read(unpacked, name, &LedgerVocabulary::new(assessor), &options, &mut Ids::new())
//! }
//!
//! fn main() -> Result<()> {
//!     let ledger = b"period,activity,amount,unit\n2022,residential.lpg,500000.00,kg\n";
//!     let runs = ledger.chunk_by(|a, b| a == b);
//!     let packed: Vec<u8> = runs.flat_map(|run| [u8::try_from(run.len()).unwrap_or(0), run[0]]).collect();
//!     let unpack = |packed| RunLengths { packed, byte: 0, left: 0 };
//!
//!     let assessor = Assessor::shipped("TH-10".parse()?)?;
//!     let whole = tally(unpack(packed.as_slice()), "homes.csv.gz", &assessor)?;
//!     assert_eq!(whole.accepted(), 1);
//!     assert_eq!(whole, tally(ledger.as_slice(), "homes.csv.gz", &assessor)?);
//!
//!     let broken = tally(unpack(&packed[..packed.len() - 1]), "homes.csv.gz", &assessor);
//!     assert!(broken.is_err_and(|error: Error| error.kind() == ErrorKind::Io));
//!     Ok(())
//! }
//! ```
//!
//! # Build a city in memory
//!
//! When figures come from a user interface or another system, and no folder is to be written. All that `examples/README.md`
//! describes for files is a call here; [`folder::write`](crate::folder::write) keeps the same value as a folder.
//!
//! ```
//! use citycarbon::city::CityInput;
//! use citycarbon::error::Errors;
//! use citycarbon::forms::FormSection;
//! use citycarbon::i18n::Language;
//! use citycarbon::inventory::{NotationEntry, Status};
//! use citycarbon::taxonomy::Quality;
//! use citycarbon::{Activity, Category, City, GwpSet, NotationKey, Settings, Year, report};
//!
//! fn main() -> Result<(), Errors> {
//!     // The city: its name, the region whose factors are used, its years, and the set of warming potentials.
//!     let year: Year = "2022".parse()?;
//!     let settings = Settings::new("Songkhla", "TH-90".parse()?, [year], GwpSet::Ar5)
//!         // People, for figures per head.
//!         .with_population(year, 60_000.into());
//!
//!     // Composting, by a method of the index (`citycarbon method --list composting` prints its inputs). The keys next to
//!     // `inputs` say which method it is, where it is booked, and who states the inputs.
//!     let composting = FormSection::new()
//!         .with("method", "composting")
//!         .with("ref", "III.2.1")
//!         .with("year", "2022")
//!         .with("place", "Old town")
//!         .with("source", "weighbridge of the composting plant")
//!         .with(
//!             "inputs",
//!             FormSection::new()
//!                 .with("waste", "4200 t")
//!                 // `@` takes a row of the tables by its id; a value of your own is a text with its unit, such as "4 g/kg".
//!                 .with("methane-factor", "@ipcc2006-composting-wet-ch4")
//!                 .with("nitrous-oxide-factor", "@ipcc2006-composting-wet-n2o"),
//!         );
//!
//!     // A measure: roofs with solar panels. A measure may have several groups of roofs, so `roof` is a list of sections.
//!     let roof = FormSection::new()
//!         .with("name", "schools")
//!         .with("displaces", "commercial.electricity")
//!         .with("self_use", "1")
//!         .with("capacity", "100 kW")
//!         .with("in_service", "2022-07-01")
//!         .with("specific_yield", "1300 kWh/kW")
//!         .with("degradation", "0.5 %/yr")
//!         .with("availability", "1");
//!     let solar = FormSection::new()
//!         .with("measure", "rooftop-solar")
//!         .with("name", "Solar roofs of schools")
//!         .with("first_year", "2022")
//!         .with("last_year", "2023")
//!         .with("source", "plan of the city")
//!         .with("roof", vec![roof]);
//!
//!     let input = CityInput::new(settings)
//!         // The places of the city. Once there is a list, a row of any other place is refused.
//!         .with_place("Old town", None)
//!         .with_place("Harbour", None)
//!         // Activity data: a code of the catalogue, a year, an amount with its unit; and for a district, its place and quality.
//!         .with_activity(Activity::new("residential.lpg", year, "1200 t".parse()?).with_quality(Quality::M))
//!         .with_activity(Activity::new("road.diesel-b7", year, "350000 litre".parse()?).with_place("Harbour"))
//!         // A key says why a reference has no figure: what is not known is never 0.
//!         .with_key(year, "I.3.1".parse()?, "", NotationEntry::new(NotationKey::NO, None, "no industry in the city"))
//!         .with_key(year, "III.1.1".parse()?, "", NotationEntry::new(NotationKey::NE, None, "no weighbridge at the landfill"))
//!         .with_method("composting", composting)
//!         .with_measure("solar", solar);
//!
//!     // Everything is checked here: an error lists every problem at its key or row.
//!     let city = City::new(input)?;
//!     // Closed books, one statement a year, and the first page of the inventory.
//!     let statements = city.close()?;
//!     let page = report::page(&statements, Language::English)?;
//!     assert!(page.contains("Songkhla"));
//!     let compost: Category = "III.2.1".parse()?;
//!     for statement in &statements {
//!         // 4,200 t at 4 g of CH4 and 0.24 g of N2O for each kg, by the weights 28 and 265.
//!         let composted = statement.sum(|category| category == compost)?;
//!         assert_eq!(composted, Some("737520".parse()?)); // kg CO2e
//!         assert_eq!(statement.status(), Status::Draft, "a draft: required references have neither a value nor a key");
//!     }
//!     // What the measure changes, next to the inventory and never subtracted from it.
//!     assert!(city.effects("solar")?.is_some());
//!     Ok(())
//! }
//! ```
//!
//! # Read the checks of a city
//!
//! When a program shows a city what to look at before its inventory is final. A check has an id, which names it in an acceptance, and
//! a text in each language; the status of the year follows from the open ones and from what is missing.
//!
//! ```
//! use citycarbon::check::Acceptance;
//! use citycarbon::city::CityInput;
//! use citycarbon::i18n::Language;
//! use citycarbon::inventory::{Statement, Status};
//! use citycarbon::{Activity, City, Errors, GwpSet, Settings, Year};
//!
//! fn town(year: Year, settings: Settings) -> Result<Vec<Statement>, Errors> {
//!     let used = Activity::new("commercial.electricity", year, "2000 GWh".parse()?);
//!     City::new(CityInput::new(settings).with_activity(used))?.close().map_err(Errors::from)
//! }
//!
//! fn main() -> Result<(), Errors> {
//!     let year: Year = "2022".parse()?;
//!     let settings = Settings::new("Town", "TH-90".parse()?, [year], GwpSet::Ar5).with_population(year, 1000.into());
//!     let mut to_accept = Vec::new();
//!     for statement in town(year, settings.clone())? {
//!         // Why the year is a draft: open checks, required references with nothing, keys without a reason.
//!         assert_eq!(statement.status(), Status::Draft);
//!         println!("{}: {} references are missing", statement.year, statement.required.missing.len());
//!         for check in statement.open_checks() {
//!             println!("{}: {}", check.id, check.finding.render(Language::English));
//!             // What cannot be accepted must be corrected.
//!             if check.id.kind.is_acceptable() {
//!                 to_accept.push(Acceptance { id: check.id.clone(), year: Some(statement.year) });
//!             }
//!         }
//!     }
//!     // Two million kWh for each person, in all and in services: a slip of 1000, or a town around a data centre.
//!     to_accept.dedup();
//!     let names: Vec<String> = to_accept.iter().map(ToString::to_string).collect();
//!     assert_eq!(names, ["per-head:I.2.2:2022"]);
//!
//!     // Accepted with a reason, which the report prints; a city writes the same line under `[accept]` in `city.toml`.
//!     let settings = to_accept
//!         .into_iter()
//!         .fold(settings, |settings, acceptance| settings.with_accepted(acceptance, "the data centre of a country"));
//!     for statement in town(year, settings)? {
//!         assert_eq!(statement.open_checks().count(), 0);
//!         assert!(statement.checks.iter().all(|check| check.accepted.is_some()));
//!         assert_eq!(statement.status(), Status::Draft, "references are still missing");
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # Decimals in and out
//!
//! When your program holds its figures as [`Decimal`](rust_decimal::Decimal), as databases and invoices do. A decimal comes in
//! whole. On the way out a figure may have more digits than a decimal holds (28): the call then rounds in the way you name, and
//! says that it did.
//!
//! ```
//! use citycarbon::quantity::{Exact, Reading, Rounding};
//! use citycarbon::rust_decimal::Decimal; // the version that the library uses
//! use citycarbon::{Activity, Assessor, GwpSet, Result};
//!
//! /// Tonnes of CO2e of some litres of diesel, and whether they had to be rounded.
//! fn tonnes_of_diesel(litres: Decimal) -> Result<(Decimal, bool)> {
//!     let (assessor, year) = (Assessor::shipped("TH-10".parse()?)?, "2022".parse()?);
//!     let mut books = assessor.inventory("depot", [year], GwpSet::Ar5);
//!     books.record(&assessor, &Activity::new("road.diesel-b7", year, Reading::new(litres, "litre".parse()?)))?;
//!     let mut kilograms = Exact::ZERO;
//!     for statement in books.close()? {
//!         kilograms = kilograms.checked_add(statement.totals()?.basic.unwrap_or_default())?;
//!     }
//!     let per_thousand = Exact::new(1, 3)?; // 0.001
//!     // Rounded here once, to grams; the books keep every digit.
//!     let (tonnes, grams_lost) = kilograms.checked_mul(per_thousand)?.round(6, Rounding::HalfEven);
//!     let (decimal, digits_lost) = tonnes.to_decimal(Rounding::HalfEven)?;
//!     Ok((decimal, grams_lost || digits_lost))
//! }
//!
//! fn main() -> Result<()> {
//!     let (tonnes, rounded) = tonnes_of_diesel(Decimal::new(123_456, 2))?; // 1234.56 litres
//!     assert!(rounded && tonnes.scale() <= 6 && tonnes > Decimal::ONE);
//!     // Below zero is refused, as in a file.
//!     assert!(tonnes_of_diesel(Decimal::NEGATIVE_ONE).is_err());
//!     Ok(())
//! }
//! ```
