//! How complete a city is: its status, its required cells, its checks, and what it accepts.

use crate::folder::{DIRECT, FACTOR, Folder};
use citycarbon::Category;
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::inventory::{RequiredCells, Statement, Status};
use citycarbon::report;

/// Rows of keys for every reference of BASIC but these.
fn keys(key: &str, reason: &str, but: &[&str]) -> String {
    let basic = Category::all().filter(|category| category.in_basic() && !but.contains(&category.reference()));
    let row = |category: Category| format!("{},all,,,,,,{key},,{reason},,,\n", category.reference());
    basic.map(row).collect::<Vec<_>>().concat()
}

const HOMES: &str = "period,activity,amount,unit\n2018,residential.electricity,1000,kWh\n";

/// A town with electricity of homes; every other reference does not occur, but for those in `but`, which `rows` are about.
fn town(more: &str, but: &[&str], rows: &str) -> Folder {
    let but = [&["I.1.2"], but].concat();
    let direct = format!("{DIRECT}\n{}{rows}", keys("NO", "none in the town", &but));
    Folder::new(more).with("ledger.csv", HOMES).with("direct.csv", &direct)
}

/// The checks that are open, each with its id.
fn open(statement: &Statement) -> Vec<String> {
    statement.open_checks().map(|check| format!("{}: {}", check.id, check.finding)).collect()
}

fn counts(required: &RequiredCells) -> [usize; 7] {
    let RequiredCells { cells, valued, not_occurring, included_elsewhere, not_estimated, confidential, partial, .. } = required;
    [*cells, *valued, *not_occurring, *included_elsewhere, *not_estimated, *confidential, *partial]
}

#[test]
fn what_is_not_estimated_is_not_complete() {
    let of = |reason: &str| {
        let direct = format!("{DIRECT}\n{}", keys("NE", reason, &["I.1.2"]));
        Folder::new("population = 2\n").with("ledger.csv", HOMES).with("direct.csv", &direct).closed()
    };
    let bare = of("");
    assert_eq!((bare.status(), counts(&bare.required)), (Status::Draft, [32, 1, 0, 0, 31, 0, 0]));
    assert_eq!(bare.without_reason().count(), 31);
    let stated = of("no data were found");
    assert_eq!((stated.status(), counts(&stated.required)), (Status::CompleteWithExclusions, [32, 1, 0, 0, 31, 0, 0]));
    let page = report::page(&[stated], citycarbon::i18n::Language::English).unwrap();
    assert!(page.starts_with("Town: greenhouse gas inventory 2018 (complete with exclusions)\n"), "{page}");
    assert!(page.contains("\n  per head, known emissions only, t CO2e"), "{page}");
    let whole = town("", &[], "").closed();
    assert_eq!((whole.status(), counts(&whole.required)), (Status::Complete, [32, 1, 31, 0, 0, 0, 0]));
}

/// A confidential cell, a part that is not estimated, and a missing cell.
#[test]
fn each_kind_of_gap_has_its_status() {
    let confidential = town("", &["I.3.1"], "I.3.1,2018,,,,,,C,,one plant,,,\n").closed();
    assert_eq!((confidential.status(), counts(&confidential.required)), (Status::CompleteWithExclusions, [32, 1, 30, 0, 0, 1, 0]));
    let rows = "I.3.1,2018,,CO2,5,t,,,,,,,a\nI.3.1,2018,Harbour,,,,,NE,,no meter,,,\n";
    let part = town("", &["I.3.1"], rows).closed();
    assert_eq!((part.status(), counts(&part.required)), (Status::CompleteWithExclusions, [32, 2, 30, 0, 0, 0, 1]));
    let bare = town("", &["I.3.1"], &rows.replace("no meter", "")).closed();
    assert_eq!(bare.status(), Status::Draft);
    let missing = town("", &["I.3.1"], "").closed();
    assert_eq!((missing.status(), missing.required.missing.len()), (Status::Draft, 1));
}

#[test]
fn a_key_speaks_for_its_place() {
    let of = |rows: &str| {
        let folder = town("", &["I.1.1"], rows).with("places.csv", "place\nA\nB\n");
        let ledger =
            "period,activity,amount,unit,place\n2018,residential.electricity,1,kWh,A\n2018,residential.electricity,1,kWh,B\n";
        folder.with("ledger.csv", ledger).closed()
    };
    let one = of("I.1.1,2018,A,,,,,NO,,none,,,\n");
    assert_eq!((one.status(), one.required.missing.len()), (Status::Draft, 1));
    let notices: Vec<String> = one.notices.iter().map(ToString::to_string).collect();
    let wanted =
        "I.1.1: there are keys for A only; a key applies to its place, and the reference needs one for every place or for the city";
    assert!(notices.iter().any(|notice| notice == wanted), "{notices:?}");
    let both = of("I.1.1,2018,A,,,,,NO,,none,,,\nI.1.1,2018,B,,,,,NO,,none,,,\n");
    assert_eq!((both.status(), counts(&both.required)), (Status::Complete, [32, 1, 31, 0, 0, 0, 0]));
    let whole = of("I.1.1,2018,,,,,,NO,,none,,,\n");
    assert_eq!(whole.status(), Status::Complete);
    // The worst key of the places is that of the reference.
    let worst = of("I.1.1,2018,A,,,,,NO,,none,,,\nI.1.1,2018,B,,,,,NE,,no survey,,,\n");
    assert_eq!((worst.status(), counts(&worst.required)), (Status::CompleteWithExclusions, [32, 1, 30, 0, 1, 0, 0]));
    // Figures by place leave nothing open once each place has a figure or a key.
    let half = of("I.1.1,2018,A,CO2,5,t,,,,,,,a\n");
    assert_eq!(open(&half), ["places:I.1.1: neither a figure nor a key for B, though all figures of the reference are by place"]);
    let keyed = of("I.1.1,2018,A,CO2,5,t,,,,,,,a\nI.1.1,2018,B,,,,,NO,,none,,,\n");
    assert_eq!((open(&keyed).len(), keyed.status()), (0, Status::Complete));
}

#[test]
fn what_is_included_outside_of_the_level_is_asked_about() {
    let rows = "I.1.1,2018,,,,,,IE,VI.1,in the fuel of other scope 3,,,\nVI.1,2018,,CO2,1000,t,,,,,,,a\n";
    let moved = town("", &["I.1.1"], rows).closed();
    assert_eq!(open(&moved), ["moved:I.1.1: IE (VI.1): up to 1000 t CO2e leave BASIC, which does not count VI.1"]);
    assert_eq!(moved.status(), Status::Draft);
    let accepted = town("[accept]\n\"moved:I.1.1\" = \"the fuel is sold for use elsewhere\"\n", &["I.1.1"], rows).closed();
    assert_eq!((open(&accepted).len(), accepted.status()), (0, Status::Complete));
    // The way that an IE leads counts, not its first step.
    let far = rows.replace("IE,VI.1", "IE,IV.1") + "IV.1,2018,,,,,,IE,VI.1,there,,,\n";
    assert_eq!(open(&town("", &["I.1.1"], &far).closed()), open(&moved));
    // Inside the level nothing leaves; and energy from waste is moved by the GPC itself.
    for (from, to) in [("I.1.1", "I.2.1"), ("III.3.1", "I.4.4"), ("III.3.1", "I.3.1")] {
        let rows = format!("{from},2018,,,,,,IE,{to},there,,,\n{to},2018,,CO2,1000,t,,,,,,,a\n");
        let kept = town("", &[from, to], &rows).closed();
        assert_eq!((open(&kept), kept.status()), (Vec::new(), Status::Complete), "{from} to {to}");
    }
    // At BASIC+ the reference counts, except for other scope 3.
    let plus = town("level = \"BASIC+\"\n", &["I.1.1"], &rows.replace("VI.1", "IV.1")).closed();
    assert_eq!(open(&plus), Vec::<String>::new());
}

#[test]
fn a_gas_that_comes_with_the_others_is_asked_about() {
    let of = |more: &str| open(&town("", &["III.4.1"], &format!("III.4.1,2018,,CH4,5,t,,,,,,,a\n{more}")).closed());
    assert_eq!(of(""), ["gases:III.4.1: N2O is not stated, though what emits the other gases of the reference emits it too"]);
    assert_eq!(of("III.4.1,2018,,N2O,5,t,,,,,,,a\n"), Vec::<String>::new());
    assert_eq!(of("III.4.1,2018,,,,,,NE,,no protein supply known for N2O,,,\n"), Vec::<String>::new());
}

#[test]
fn keys_and_figures_that_contradict_each_other_are_asked_about() {
    let of = |row: &str| open(&town("", &["I.3.1"], &format!("I.3.1,2018,,CO2,5,t,,,,,,,a\n{row}")).closed());
    assert_eq!(
        of("I.3.1,2018,,,,,,NO,,none,,,\n"),
        ["keys:I.3.1: a value and the key NO; a reference of the whole city has one or the other"]
    );
    assert_eq!(of("I.3.1,2018,,,,,,NE,,small plants,,,\n"), Vec::<String>::new());
    assert_eq!(of("I.3.1,2018,Port,,,,,NO,,none,,,\n"), Vec::<String>::new());
}

/// What the files of acceptances say that is wrong, and what a city may not accept.
#[test]
fn acceptances_are_read_strictly() {
    let refused = |line: &str| Folder::new(&format!("[accept]\n{line}\n")).with("ledger.csv", HOMES).error_text();
    let known = "months, periods, places, keys, moved, gases, same-row, total-row, city-and-places, overlap, stated-total, shares, history, basis, phase, unit, number, own-row, plausible, per-head, outlier, factor, market, base-year, departments, file, as-stated, accept, own";
    for (line, wanted) in [
        (
            "\"month:I.1.2\" = \"a\"",
            "city.toml:6: accept.month:I.1.2: \"month\": not a kind of check; did you mean \"months\"?".to_owned(),
        ),
        ("\"weird:I.1.2\" = \"a\"", format!("city.toml:6: accept.weird:I.1.2: \"weird\": not a kind of check; use one of {known}")),
        (
            "months = \"a\"",
            "city.toml:6: accept.months: a check is named by its kind and what it is about; write it like \"months:I.1.2\""
                .to_owned(),
        ),
        (
            "\"as-stated:I.1.2\" = \"a\"",
            "city.toml:6: accept.as-stated:I.1.2: \"as-stated:I.1.2\": this check cannot be accepted; correct what it names"
                .to_owned(),
        ),
        ("\"keys:I.1.2\" = \"\"", "city.toml:6: accept.keys:I.1.2: an empty text; write something between the quotes".to_owned()),
        (
            "\"keys:I.1.2\" = \" \"",
            "city.toml:6: accept.keys:I.1.2: \"keys:I.1.2\": an acceptance without a reason; state why".to_owned(),
        ),
    ] {
        assert_eq!(refused(line), wanted);
    }
}

#[test]
fn an_acceptance_is_of_one_year_or_of_the_only_one() {
    let years = |accept: &str| {
        let city = format!("name = \"Town\"\nregion = \"TH-10\"\nyears = [2018, 2019]\ngwp = \"AR5\"\n[accept]\n{accept}");
        let direct = format!("{DIRECT}\nI.3.1,all,,,,,,IE,,elsewhere,,,\n");
        Folder::new("").with("city.toml", &city).with("ledger.csv", HOMES).with("direct.csv", &direct)
    };
    let close = |folder: &Folder| folder.open().unwrap().close();
    let error = close(&years("\"keys:I.3.1\" = \"as published\"\n")).unwrap_err().to_string();
    assert_eq!(
        error,
        "city.toml: accept: \"keys:I.3.1\": this check is open in 2018, 2019; write one acceptance for each year, with the year at its end, such as \"months:I.1.2:2022\""
    );
    let one: Vec<Vec<String>> = close(&years("\"keys:I.3.1:2018\" = \"as published\"\n")).unwrap().iter().map(open).collect();
    assert_eq!(one, [vec![], vec!["keys:I.3.1: IE without the reference that includes the emissions".to_owned()]]);
    let both =
        years("\"keys:I.3.1:2018\" = \"as published\"\n\"keys:I.3.1:2019\" = \"as published\"\n\"keys:I.2.1\" = \"no such\"\n");
    let unmet: Vec<Vec<String>> = close(&both).unwrap().iter().map(open).collect();
    let wanted =
        "accept:keys:I.2.1: \"keys:I.2.1\" is accepted, but there is no such open check; delete the acceptance or correct its name";
    assert_eq!(unmet, [vec![wanted.to_owned()], vec![wanted.to_owned()]]);
    // What is accepted stands in the report with its reason, and a folder that is written again keeps it.
    let statement = close(&both).unwrap().remove(0);
    let text = report::text(&[statement], citycarbon::i18n::Language::English).unwrap();
    let line = "  - keys:I.3.1: IE without the reference that includes the emissions (accepted: as published)";
    assert!(text.lines().any(|written| written == line), "{text}");
    let input = citycarbon::folder::read(&both.0, &FolderOptions::default()).unwrap();
    assert_eq!(input.settings.accepted.len(), 3);
}

#[test]
fn a_key_row_holds_for_the_years_it_names() {
    let of = |year: &str| {
        let city = "name = \"Town\"\nregion = \"TH-10\"\nyears = [2018, 2020, 2023]\ngwp = \"AR5\"\n";
        let direct = format!("{DIRECT}\nI.3.1,{year},,,,,,NO,,none,,,\n");
        let folder = Folder::new("").with("city.toml", city).with("direct.csv", &direct);
        let closed = folder.open().map(|city| city.close().unwrap());
        closed.map_or_else(
            |errors| errors.to_string(),
            |years| years.iter().map(|year| year.entries.len().to_string()).collect::<Vec<_>>().join(" "),
        )
    };
    assert_eq!(["all", "2018-2020", "2019-2030", "2020"].map(of), ["1 1 1", "1 1 0", "0 1 1", "0 1 0"]);
    let refused = "names no year of the inventory; write a year, a range such as 2020-2023, or all";
    assert_eq!(of("2019-2019"), format!("direct.csv:2: year: \"2019-2019\": {refused}"));
    assert_eq!(of("2018-x"), format!("direct.csv:2: year: \"2018-x\": {refused}"));
}

#[test]
fn places_that_are_probably_wrong_are_asked_about() {
    let ledger = "period,activity,amount,unit,place\n2018,residential.electricity,1,kWh,Bang Kapi\n2018,residential.electricity,1,kWh,bangkapi\n2018,residential.electricity,1,kWh,Bang-Kapi\n2018,residential.electricity,1,kWh,Bang Kae\n";
    let places = town("", &[], "").with("ledger.csv", ledger).closed();
    let wanted =
        "places:Bang Kapi: Bang Kapi, Bang-Kapi, bangkapi differ in spaces, hyphens or case only; write one name for one place";
    assert_eq!(open(&places), [wanted]);
    let rows = "period,activity,amount,unit,place\n2018,residential.electricity,1,kWh,A\n2018,residential.electricity,1,kWh,B\n";
    let abroad = town("", &[], "").with("ledger.csv", rows).with("places.csv", "place,region\nA,TH-10\nB,JP-14\n").closed();
    // The grid of that place has no share of losses, so its cell is open too.
    let wanted = [
        "places:B: the region JP-14 of the place does not lie in the country of TH-10",
        "places:I.1.3: neither a figure nor a key for B, though all figures of the reference are by place",
    ];
    assert_eq!(open(&abroad).into_iter().collect::<std::collections::BTreeSet<_>>(), wanted.map(str::to_owned).into());
    let here = town("", &[], "").with("ledger.csv", rows).with("places.csv", "place,region\nA,\nB,TH-11\n").closed();
    assert_eq!(open(&here), Vec::<String>::new());
}

/// What is about a file, or rows that no year uses, is about no year: one acceptance is enough.
#[test]
fn a_check_of_no_year_is_accepted_once() {
    let years = |accept: &str| {
        let city = format!("name = \"Town\"\nregion = \"TH-10\"\nyears = [2018, 2019]\ngwp = \"AR5\"\n[accept]\n{accept}");
        let row = format!("{FACTOR}\nown,stationary.residential,lignite,CO2,100000,kg/TJ,TH-10,all,inventory,,us,p. 1\n");
        let folder = Folder::new("").with("city.toml", &city).with("ledger.csv", HOMES).with("ledgr.csv", HOMES);
        folder.with("factors.csv", &row).with("ledger/notes.txt", "by hand")
    };
    let of = |accept: &str| -> Vec<Vec<String>> {
        let ids = |statement: &Statement| statement.open_checks().map(|check| check.id.to_string()).collect();
        years(accept).open().unwrap().close().unwrap().iter().map(ids).collect()
    };
    let all = ["own-row:factors.csv", "file:ledger/notes.txt", "file:ledgr.csv"];
    assert_eq!(of(""), [all, all]);
    let accept = |ids: &[&str]| ids.iter().map(|id| format!("\"{id}\" = \"known\"\n")).collect::<Vec<_>>().concat();
    assert_eq!(of(&accept(&all)), [[""; 0]; 2]);
    assert_eq!(of(&accept(&all[1..])), [[all[0]]; 2]);
    // With a year it is accepted in that year.
    let of_year = [all[0], "file:ledger/notes.txt:2018", all[2]];
    assert_eq!(of(&accept(&of_year)), [vec![], vec![all[1].to_owned()]]);
}

/// A slip of one letter makes a place of its own; numbers and last letters tell places apart.
#[test]
fn names_of_places_a_letter_apart_are_a_check() {
    let of = |places: [&str; 2], listed: &[&str]| {
        let rows = places.map(|place| format!("2018,residential.electricity,10,kWh,{place}\n"));
        let folder = Folder::new("").with("ledger.csv", &format!("period,activity,amount,unit,place\n{}", rows.concat()));
        let list = listed.iter().map(|place| format!("{place}\n")).collect::<Vec<_>>().concat();
        if listed.is_empty() { folder } else { folder.with("places.csv", &format!("place\n{list}")) }
    };
    let near = |places: [&str; 2]| {
        let text = format!("places:{0}: {0}, {1} differ by one letter; write one name for one place", places[0], places[1]);
        assert_eq!(open(&of(places, &[]).closed()), [text]);
    };
    near(["Bamg Rak", "Bang Rak"]);
    near(["Bagn Rak", "Bang Rak"]);
    near(["Khlong Toei", "Khlong Toeii"]);
    near(["บางรก", "บางรัก"]);
    for places in [
        ["District 1", "District 2"],
        ["Zone A", "Zone B"],
        ["Ward VIII", "Ward XIII"],
        ["เขต ก", "เขต ข"],
        ["北区本町", "南区本町"],
        ["North", "South"],
        ["East Bank", "West Bank"],
    ] {
        assert_eq!(open(&of(places, &[]).closed()), [""; 0], "{places:?}");
    }
    // A city that lists both says that they are two.
    assert_eq!(open(&of(["Nong Khae", "Nong Khaem"], &["Nong Khae", "Nong Khaem"]).closed()), [""; 0]);
    // In different activities nothing shows that they are one. A name that the list lacks is rejected.
    let apart = |folder: Folder, place: &str| {
        let ledger = "period,activity,amount,unit,place\n2018,residential.electricity,10,kWh,Bang Rak\n";
        let direct = format!("{DIRECT}\nIII.1.1,2018,{place},CH4,5,t,,,,,,,a\n");
        folder.with("ledger.csv", ledger).with("direct.csv", &direct)
    };
    assert_eq!(open(&apart(Folder::new(""), "Bamg Rak").closed()), [""; 0]);
    let accepted = "[accept]\n\"places:Bamg Rak\" = \"two districts\"\n";
    let two = Folder::new(accepted).with(
        "ledger.csv",
        "period,activity,amount,unit,place\n2018,residential.lpg,1,t,Bang Rak\n2018,residential.lpg,1,t,Bamg Rak\n",
    );
    assert_eq!(open(&two.closed()), [""; 0]);
    let listed = Folder::new("").with("places.csv", "place\nBang Rak\n");
    let refused = "direct.csv:2: place: \"Bamg Rak\": not a place of places.csv; did you mean \"Bang Rak\"?";
    assert_eq!(apart(listed, "Bamg Rak").error_text(), refused);
}

/// BASIC+ that is BASIC, for want of any figure that only BASIC+ counts, is no silent total of more.
#[test]
fn basic_plus_without_anything_of_its_own_is_said_to_be_basic() {
    let note = "In 2018 BASIC+ is equal to BASIC: nothing that only BASIC+ counts has a figure.";
    let texts = |level: &str, rows: &str| {
        let folder = Folder::new(level).with("direct.csv", &format!("{DIRECT}\nI.1.1,2018,,CO2,5,t,,,,,,,a\n{rows}"));
        let city = folder.open().unwrap();
        let statements = city.close().unwrap();
        [report::page(&statements, Language::English), report::full(&statements, &[], Language::English)].map(|text| {
            let text = text.unwrap();
            text.split_whitespace().collect::<Vec<_>>().join(" ").matches(note).count()
        })
    };
    // The first page at BASIC does not print BASIC+; the tables do.
    assert_eq!(texts("", ""), [0, 1]);
    assert_eq!(texts("level = \"BASIC+\"\n", ""), [1, 2]);
    for more in ["IV.1,2018,,CO2,1,t,,,,,,,b\n", "I.1.3,2018,,CO2,0,t,,,,,,,b\n"] {
        assert_eq!(texts("level = \"BASIC+\"\n", more), [0, 0], "{more}");
    }
    assert_eq!(texts("level = \"BASIC+\"\n", "VI.1,2018,,CO2,1,t,,,,,,,b\n"), [1, 2]);
}
