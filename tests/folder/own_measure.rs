//! A measure of a caller's own next to the shipped ones.

use crate::folder::Folder;
use citycarbon::City;
use citycarbon::activity::Activity;
use citycarbon::error::{Errors, Result};
use citycarbon::folder::FolderOptions;
use citycarbon::forms::SourcedAmount;
use citycarbon::measures::{Change, Measure, MeasureForm, MeasureRegistry, MeasureSpec};
use citycarbon::methods::Input;

const SAVED: Input = Input::one("saved", "kWh", "electricity saved in a year").without_rows();
static SPEC: MeasureSpec = MeasureSpec::new("led-lamps", "LED street lamps", "metered before and after", &[SAVED]);

#[derive(Debug)]
struct LedLamps;

impl Measure for LedLamps {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let saved: SourcedAmount = form.inputs.need(&SAVED, form.context.registry)?;
        let mut change = Change::default();
        form.title.clone_into(&mut change.measure);
        change.years.clone_from(form.years);
        change.without = form.years.iter().map(|year| Activity::new("commercial.electricity", *year, saved.amount)).collect();
        Ok(change)
    }
}

const FORM: &str = "measure = \"led-lamps\"\nname = \"Lamps\"\nfirst_year = 2018\nlast_year = 2018\nsource = \"meter\"\ngrid_series = \"th-tgo-cfo\"\n";

fn open(folder: &Folder) -> Result<City, Errors> {
    City::open(&folder.0, &FolderOptions::default().with_measures(MeasureRegistry::shipped().with(LedLamps)?))
}

#[test]
fn a_measure_of_a_callers_own_is_read_by_its_description() {
    let folder = Folder::new("").with("measures/lamps.toml", &format!("{FORM}saved = \"1000 kWh\"\n"));
    let effects = open(&folder).unwrap().effects("lamps").unwrap().unwrap();
    let reduction = effects.years.values().next().unwrap().reduction().unwrap();
    // 1,000 kWh · 0.4999 kg/kWh
    assert_eq!((effects.measure.as_str(), reduction.to_string().as_str()), ("Lamps", "499.9"));
    // The shipped measures do not include it.
    let shipped: Vec<&str> = MeasureRegistry::shipped().iter().map(|measure| measure.spec().name).collect();
    let wanted = format!("measures/lamps.toml:1: measure: \"led-lamps\": unknown measure; use one of {}", shipped.join(", "));
    assert_eq!(folder.error_text(), wanted);
    let lacking = Folder::new("").with("measures/lamps.toml", FORM);
    let wanted = "measures/lamps.toml: saved: missing: electricity saved in a year (kWh); state it";
    assert_eq!(open(&lacking).unwrap_err().to_string(), wanted);
    assert!(MeasureRegistry::shipped().with(LedLamps).unwrap().with(LedLamps).is_err());
}

#[test]
fn every_shipped_kind_says_what_it_follows_changes_and_has_monitored() {
    for measure in citycarbon::measures::MeasureRegistry::shipped().iter() {
        let spec = measure.spec();
        let named = [spec.follows, spec.monitors, spec.counted_twice_with];
        assert!(named.iter().all(|names| !names.is_empty()), "{}", spec.name);
        let claims = spec.tonnes == citycarbon::measures::TonnesOf::Claim;
        assert!(claims || !spec.touches.is_empty(), "{}", spec.name);
        for reference in spec.touches {
            reference.parse::<citycarbon::taxonomy::Category>().unwrap_or_else(|error| panic!("{}: {error}", spec.name));
        }
    }
}
