//! Laws of the ledger: order, parts and threads do not matter, every row is counted once, nothing panics, what is long is cut off.

use crate::support::{self, ACTIVITIES, WITH_BASIS, Words, collected, tallied};
use citycarbon::error::Error;
use citycarbon::ledger::{FileRows, Group, GroupKey, Groups, Ids, LeafRow, OnBad, Options, Tally, rows_of};
use citycarbon::ledger::{IdPolicy, InputPolicy};
use citycarbon::notice::Notice;
use citycarbon::quantity::{DecimalMark, Exact, NumberFormat};
use citycarbon::records::{Delimiter, Limits, Rows};
use citycarbon::taxonomy::{Calendar, Era, Period, Quality, Year};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read;
use std::sync::atomic::Ordering;

fn printed(notices: &[Notice]) -> Vec<String> {
    notices.iter().map(Notice::to_string).collect()
}

const HEADER: &str = "period,activity,amount,unit,basis,place,quality\n";

/// A number of up to 28 digits with the dot anywhere, as far from zero and as fine as may be.
fn amount() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[0-9]{1,8}(\\.[0-9]{1,4})?",
        2 => (1..28_usize, "[0-9]{28}").prop_map(|(dot, digits)| format!("{}.{}", &digits[..dot], &digits[dot..])),
        1 => "[0-9]{28}",
        1 => "9{27}\\.9",
        1 => "0\\.0{26}[0-9]",
    ]
}

/// A row whose every cell is right.
fn good_row() -> impl Strategy<Value = String> {
    let activity = (0..ACTIVITIES.len(), 0..2_usize, any::<bool>());
    let period = prop::sample::select(vec!["2022", "2023-02-28", "2024-12", "FY2023", "2021-06"]);
    let place = prop::sample::select(vec!["", "Dusit", "เขตบางรัก", "\"Sathon, South\"", "\"Bang Rak\""]);
    let quality = prop::sample::select(vec!["", "H", "M", "L"]);
    let basis = prop::sample::select(vec!["", "", "net", "gross"]);
    (period, activity, amount(), basis, place, quality).prop_map(
        |(period, (at, unit, below_zero), amount, basis, place, quality)| {
            let (code, units, negative) = ACTIVITIES[at];
            let sign = if negative && below_zero { "-" } else { "" };
            let basis = if code == WITH_BASIS { basis } else { "" };
            format!("{period},{code},{sign}{amount},{},{basis},{place},{quality}\n", units[unit])
        },
    )
}

/// A row of which any cell may be anything.
fn any_row() -> impl Strategy<Value = String> {
    let odd = prop_oneof![
        Just(String::new()),
        "[ -!#-+.-~]{1,30}",
        "\\PC{1,90}".prop_map(|cell| quoted(&cell)),
        any::<String>().prop_map(|cell| quoted(&cell.replace('\0', ""))),
    ];
    prop_oneof![
        3 => good_row(),
        2 => (good_row(), 0..7_usize, odd).prop_map(|(row, column, odd)| {
            // Quoted places hold a comma: cut from the left, where no cell is quoted.
            let mut cells: Vec<&str> = row.trim_end().splitn(6, ',').collect();
            match cells.get_mut(column) {
                Some(cell) => *cell = &odd,
                None => cells.push(&odd),
            }
            cells.join(",") + "\n"
        }),
    ]
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn ledger(rows: &[String]) -> Vec<u8> {
    [HEADER, &rows.concat()].concat().into_bytes()
}

/// With a stated decimal mark: otherwise the tally holds the line of the first point that may be of thousands, which moves with its row.
fn whole(rows: &[String]) -> Tally {
    let number = NumberFormat::default().with_decimal(Some(DecimalMark::Point));
    collected(&ledger(rows), InputPolicy::default().with_number(number)).unwrap()
}

/// How many points of a ledger may be of thousands.
fn open_points(rows: &[String]) -> Option<u64> {
    let tally = collected(&ledger(rows), InputPolicy::default()).unwrap();
    tally.files().get("ledger.csv").and_then(FileRows::open_points).map(|(points, _)| points)
}

proptest! {
    /// Rows in another order are the same ledger.
    #[test]
    fn the_order_of_rows_does_not_matter((rows, shuffled) in prop::collection::vec(good_row(), 0..40)
        .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))) {
        prop_assert_eq!(whole(&rows), whole(&shuffled));
        prop_assert_eq!(open_points(&rows), open_points(&shuffled));
    }

    /// Parts tallied separately and merged in any order, one by one or in pairs, give the whole.
    #[test]
    fn merging_parts_gives_the_whole(
        rows in prop::collection::vec(good_row(), 0..60), cuts in prop::collection::vec(0..60_usize, 3),
        order in Just(vec![0_usize, 1, 2, 3]).prop_shuffle(),
    ) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(rows.len())).collect();
        cuts.sort_unstable();
        let ends = [cuts.clone(), vec![rows.len()]].concat();
        let starts = [vec![0], cuts].concat();
        let parts: Vec<Tally> = starts.iter().zip(&ends).map(|(from, to)| whole(&rows[*from..*to])).collect();
        let mut one_by_one = Tally::default();
        for at in &order {
            one_by_one.merge(&parts[*at])?;
        }
        let mut left = parts[order[0]].clone();
        left.merge(&parts[order[1]])?;
        let mut right = parts[order[2]].clone();
        right.merge(&parts[order[3]])?;
        left.merge(&right)?;
        let expected = whole(&rows);
        prop_assert_eq!(&one_by_one, &expected);
        prop_assert_eq!(&left, &expected);
    }

    /// Merging files of their own names keeps them separate, whichever comes first; so do their problems.
    #[test]
    fn merging_files_is_commutative_and_associative(rows in prop::collection::vec(any_row(), 3..30), cap in 0..9_usize) {
        let input = InputPolicy::default().with_limits(Limits::default().with_errors(cap));
        let options = Options::default().with_input(input).with_on_bad(OnBad::Collect).with_threads(1).with_hash(true);
        let part = |name: &str, rows: &[String]| {
            Tally::read(ledger(rows).as_slice(), name, &Words::default(), &options, &mut Ids::new()).unwrap()
        };
        let third = rows.len() / 3;
        let [a, b, c] = [part("a.csv", &rows[..third]), part("b.csv", &rows[third..2 * third]), part("c.csv", &rows[2 * third..])];
        let joined = |one: &Tally, other: &Tally| { let mut one = one.clone(); one.merge(other).map(|()| one) };
        prop_assert_eq!(joined(&a, &b)?, joined(&b, &a)?);
        prop_assert_eq!(joined(&joined(&a, &b)?, &c)?, joined(&a, &joined(&b, &c)?)?);
    }

    /// Accepted and rejected rows are the rows seen; every kept problem is one line, short and clean; the cap changes no count.
    #[test]
    fn every_row_is_counted_once(rows in prop::collection::vec(any_row(), 0..40), cap in 0..50_usize) {
        let all = whole(&rows);
        prop_assert_eq!(all.accepted() + all.rejected(), rows.len() as u64);
        prop_assert_eq!(all.problems().len() as u64, all.rejected());
        prop_assert_eq!(all.leaves().map(|leaf| leaf.rows).sum::<u64>() + all.outside().values().sum::<u64>(), all.accepted());
        for problem in all.problems() {
            let line = problem.to_string();
            prop_assert!(line.len() <= 500 && !line.contains(char::is_control), "{line:?}");
            prop_assert!(problem.at().is_some_and(|at| at.line_number().is_some()));
        }
        prop_assert_eq!(all.is_usable(OnBad::Refuse), all.rejected() == 0);
        let input = InputPolicy::default().with_limits(Limits::default().with_errors(cap));
        let capped = collected(&ledger(&rows), input).unwrap();
        prop_assert_eq!(capped.problems(), &all.problems()[..cap.min(all.problems().len())]);
        prop_assert_eq!((capped.accepted(), capped.rejected()), (all.accepted(), all.rejected()));
    }

    /// No bytes make it panic, as a ledger or as a table; an error is one short clean line that names the file.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        prop::collection::vec(prop::sample::select(b"\",\n\r\t; a0.-\0\xe0\xb8\xff".to_vec()), 0..300),
        prop::collection::vec(any::<u8>(), 0..300).prop_map(|bytes| [HEADER.as_bytes(), &bytes].concat()),
        "\\PC{0,200}".prop_map(|text| [HEADER, &text].concat().into_bytes()),
    ], delimiter in prop::sample::select(Delimiter::ALL.to_vec()), tight in any::<bool>()) {
        let limits = if tight { Limits::default().with_record(40).with_field(9).with_columns(6).with_errors(2).with_keys(1).with_ids(1) } else { Limits::default() };
        let errors = [
            collected(&bytes, InputPolicy::default().with_delimiter(delimiter).with_limits(limits)).err(),
            Rows::read_with(bytes.as_slice(), "ledger.csv", delimiter, limits).err(),
        ];
        for error in errors.into_iter().flatten() {
            let line = error.to_string();
            prop_assert!(line.starts_with("ledger.csv") && line.len() <= 500 && !line.contains(char::is_control), "{line:?}");
        }
    }

    /// Reading byte by byte, or in any pieces, is reading.
    #[test]
    fn pieces_of_the_stream_do_not_show(rows in prop::collection::vec(any_row(), 0..20), piece in 1..50_usize) {
        let bytes = ledger(&rows);
        let options = Options::default().with_on_bad(OnBad::Collect).with_threads(2).with_hash(true);
        let pieces = Pieces { left: &bytes, piece };
        let tally = Tally::read(pieces, "ledger.csv", &Words::default(), &options, &mut Ids::new());
        prop_assert_eq!(tally, tallied(&bytes, &options));
    }

    /// Both readers give the same: sums, counts, problems, register; or the same error. Rows come again, so that their words are known,
    /// and the columns are in any order among others.
    #[test]
    fn both_readers_give_the_same(
        rows in prop::collection::vec((any_row(), any::<bool>(), 0..9_u8), 0..30), again in 1..4_usize,
        order in Just(vec![0_usize, 1, 2, 3, 4, 5, 6, 7, 8]).prop_shuffle(), swaps in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
        threads in 1..4_usize, cap in 0..20_usize, on_bad in prop::sample::select(OnBad::ALL.to_vec()), damaged in any::<bool>(),
    ) {
        let header = ["period", "activity", "amount", "unit", "basis", "place", "quality", "id", "extra"];
        let ordered = |cells: &[&str]| order.iter().map(|at| cells[*at]).collect::<Vec<_>>().join(",");
        let mut text = ordered(&header) + "\n";
        for (at, (row, feed, id)) in rows.iter().enumerate().cycle().take(rows.len() * again) {
            let id = if *id < 8 { String::new() } else { format!("r{at}") };
            // Quoted places hold a comma: cut from the left, where no cell is quoted, and from the right.
            let row = row.trim_end_matches('\n');
            let left: Vec<&str> = row.splitn(6, ',').collect();
            let right = left.get(5).and_then(|rest| rest.rsplit_once(','));
            match (left.as_slice(), right) {
                ([period, activity, amount, unit, basis, _], Some((place, quality))) => {
                    text += &ordered(&[period, activity, amount, unit, basis, place, quality, &id, "x"]);
                }
                _ => text += row,
            }
            text += if *feed { "\r\n" } else { "\n" };
        }
        let mut bytes = text.into_bytes();
        for (place, byte) in swaps.iter().filter(|_| damaged) {
            let at = place.index(bytes.len());
            bytes[at] = *byte;
        }
        let input = InputPolicy::default().with_limits(Limits::default().with_errors(cap));
        let options = Options::default().with_input(input).with_on_bad(on_bad).with_threads(threads).with_hash(true);
        let (mut swift_ids, mut plain_ids) = (Ids::new(), Ids::new());
        let words = Words::default();
        let swift = Tally::read(bytes.as_slice(), "ledger.csv", &words, &options, &mut swift_ids);
        let plain = Tally::read_by_reference(bytes.as_slice(), "ledger.csv", &words, &options, &mut plain_ids);
        prop_assert_eq!(&swift, &plain);
        if swift.is_ok() {
            prop_assert_eq!(swift_ids, plain_ids);
        }
    }

    /// Amounts whose point may be the mark of thousands are counted by both readers, unless one of the file shows what a point is. What is
    /// no number shows nothing.
    #[test]
    fn points_that_may_be_of_thousands_are_counted(
        rows in prop::collection::vec((prop::sample::select(vec!["1.250", "999.000", "7", "12000", "\"31.415\"", "n.a."]), any::<bool>()), 0..40),
        clear in prop::option::weighted(0.3, (any::<prop::sample::Index>(), prop::sample::select(vec!["0.250", "1250.000", "1.25"]))),
        threads in 1..4_usize,
    ) {
        let mut cells: Vec<(&str, bool)> = rows;
        if let Some((place, amount)) = clear {
            cells.insert(place.index(cells.len() + 1), (amount, false));
        }
        let (activity, units, _) = ACTIVITIES[0];
        let line = |(amount, with_id): &(&str, bool), at: usize| {
            let id = if *with_id { format!("r{at}") } else { String::new() };
            format!("{id},2022,{activity},{amount},{}\n", units[0])
        };
        let lines: String = cells.iter().enumerate().map(|(at, row)| line(row, at)).collect();
        let text = format!("id,period,activity,amount,unit\n{lines}");
        let options = Options::default().with_on_bad(OnBad::Collect).with_threads(threads);
        let words = Words::default();
        let swift = Tally::read(text.as_bytes(), "ledger.csv", &words, &options, &mut Ids::new())?;
        let plain = Tally::read_by_reference(text.as_bytes(), "ledger.csv", &words, &options, &mut Ids::new())?;
        prop_assert_eq!(&swift, &plain);
        let open: Vec<u64> = (2..).zip(&cells).filter(|(_, (amount, _))| amount.trim_matches('"').split_once('.').is_some_and(|(_, rest)| rest.len() == 3)).map(|(line, _)| line).collect();
        let wanted = open.first().filter(|_| clear.is_none()).map(|first| (open.len() as u64, *first));
        prop_assert_eq!(swift.files()["ledger.csv"].open_points(), wanted);
    }

    /// The rows behind every leaf are found again, and add up to it: with ids across files, bad rows, and quotes.
    #[test]
    fn the_rows_of_a_leaf_add_up_to_it(rows in prop::collection::vec(any_row(), 1..40), ids in prop::collection::vec(0..60_u8, 40)) {
        let with_ids: Vec<String> = rows.iter().zip(&ids).map(|(row, id)| if *id < 8 { format!(",{row}") } else { format!("r{id},{row}") }).collect();
        let half = with_ids.len() / 2;
        let options = Options::default().with_on_bad(OnBad::Collect).with_threads(1);
        let mut register = Ids::new();
        let words = Words::default();
        let (mut tally, mut unlisted) = (Tally::default(), Tally::default());
        let file = |rows: &[String]| format!("id,{HEADER}{}", rows.concat());
        let files = BTreeMap::from([("a.csv", file(&with_ids[..half])), ("b.csv", file(&with_ids[half..]))]);
        for (name, text) in &files {
            let (listing, mut same) = (options.clone().with_list_rows(true), register.clone());
            unlisted.merge(&Tally::read(text.as_bytes(), name, &words, &options, &mut same)?)?;
            tally.merge(&Tally::read(text.as_bytes(), name, &words, &listing, &mut register)?)?;
        }
        prop_assert_eq!(serde_json::from_str::<Tally>(&serde_json::to_string(&tally)?)?, tally.clone());
        // Rows that are not all listed are not listed at all.
        let mut twice = tally.clone();
        twice.merge(&unlisted)?;
        prop_assert!(twice.leaves().all(|leaf| leaf.listed.is_empty()));
        for leaf in tally.leaves() {
            let text = &files[leaf.file.as_str()];
            let mut found: Vec<LeafRow> = Vec::new();
            rows_of(text.as_bytes(), &leaf, &words, &options.input, &register, |row| { found.push(row); Ok(()) })?;
            let listed: Vec<(u64, Option<String>)> = leaf.listed.iter().map(|row| (row.line, row.id.clone())).collect();
            prop_assert_eq!(listed, found.iter().map(|row| (row.line, row.id.clone())).collect::<Vec<_>>());
            prop_assert_eq!(Exact::sum(found.iter().map(|row| row.amount))?, leaf.sum);
            prop_assert_eq!(found.len() as u64, leaf.rows);
            let mut changed = leaf;
            changed.sum = changed.sum.checked_add(Exact::ONE)?;
            prop_assert!(rows_of(text.as_bytes(), &changed, &words, &options.input, &register, |_| Ok(())).is_err());
        }
    }

    /// What is written down is read back the same.
    #[test]
    fn a_tally_is_written_and_read_back(rows in prop::collection::vec(any_row(), 0..30), hash in any::<bool>()) {
        let options = Options::default().with_on_bad(OnBad::Collect).with_threads(1).with_hash(hash);
        let tally = tallied(&ledger(&rows), &options)?;
        prop_assert_eq!(&again(&tally), &tally);
        for leaf in tally.leaves() {
            prop_assert_eq!(&again(&leaf), &leaf);
        }
        let text = serde_json::to_string(&tally).unwrap();
        let figures = tally.leaves().map(|leaf| format!("\"sum\":\"{}\"", leaf.sum)).all(|figure| text.contains(&figure));
        prop_assert!(figures, "figures are strings");
    }

    /// A year of the Buddhist Era is 543 more, and either era refuses the other's years.
    #[test]
    fn an_era_is_never_guessed(number in 0..=9999_u16, month in 0..=13_u8, day in 0..=32_u8) {
        let (common, buddhist) = (Era::CommonEra.year(number, ""), Era::Buddhist.year(number, ""));
        prop_assert!(common.is_err() || buddhist.is_err());
        prop_assert_eq!(common.is_ok(), (1800..2400).contains(&number));
        prop_assert_eq!(buddhist.ok().map(Year::number), (2400..=2700).contains(&number).then(|| number - 543));
        let text = format!("{number:04}-{month:02}-{day:02}");
        match Period::parse(&text, Era::CommonEra) {
            Ok(period) => {
                prop_assert_eq!(period.to_string(), text);
                prop_assert_eq!(again(&period), period);
            }
            Err(problem) => prop_assert!(problem.to_string().len() < 500),
        }
    }

    /// Any text is a period that is written back the same, or none.
    #[test]
    fn a_period_is_its_text(text in prop_oneof!["\\PC{0,12}", "(FY)?[0-9]{3,5}(-[0-9]{1,2}){0,3}"]) {
        if let Ok(period) = text.parse::<Period>() {
            prop_assert_eq!(period.to_string(), text);
        }
    }
}

/// A value through JSON.
fn again<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

/// Gives a few bytes at a time.
struct Pieces<'a> {
    left: &'a [u8],
    piece: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.piece.min(buffer.len()).min(self.left.len());
        let (now, later) = self.left.split_at(count);
        buffer[..count].copy_from_slice(now);
        self.left = later;
        Ok(count)
    }
}

#[test]
fn values_are_written_and_read_back() {
    for threads in [0, 3] {
        let number = NumberFormat::default().with_thai_digits(true);
        let input = InputPolicy::default().with_number(number).with_era(Era::Buddhist).with_ids(IdPolicy::Unchecked);
        let options = Options::default().with_input(input).with_on_bad(OnBad::Stop).with_threads(threads).with_hash(true);
        assert_eq!(again(&options), options);
    }
    for quality in [Quality::H, Quality::M, Quality::L] {
        assert_eq!((again(&quality), quality.to_string().parse().ok()), (quality, Some(quality)));
    }
    for calendar in Calendar::ALL {
        assert_eq!((again(&calendar), calendar.to_string().parse().ok()), (calendar, Some(calendar)));
    }
    for mode in OnBad::ALL {
        assert_eq!((again(&mode), mode.to_string().parse().ok()), (mode, Some(mode)));
    }
    for (year, text) in [(support::year(2024), "\"2024\""), (support::year(2024).fiscal(), "\"FY2024\"")] {
        assert_eq!((serde_json::to_string(&year).unwrap().as_str(), again(&year)), (text, year));
    }
    assert!(serde_json::from_str::<Year>("2567").is_err() && serde_json::from_str::<Period>("\"2024-13\"").is_err());
    let mut ids = Ids::new();
    let text = "id,period,activity,amount,unit\na,2024,landfill,1,kg\n,2024,landfill,1,kg\nข,2024,landfill,1,kg\n";
    Tally::read(text.as_bytes(), "x.csv", &Words::default(), &Options::default(), &mut ids).unwrap();
    assert_eq!((again(&ids), ids.first("ข")), (ids.clone(), Some(("x.csv", 4))));
    let mut groups = Groups::default();
    let key = GroupKey::new("waste", "1", "CH4", "");
    groups.add(key.clone(), "0.5".parse().unwrap(), "14".parse().unwrap()).unwrap();
    groups.add(key, "0.25".parse().unwrap(), "7".parse().unwrap()).unwrap();
    assert_eq!(again(&groups), groups);
    let group: Group = groups.iter().next().unwrap();
    assert_eq!((again(&group), group.mass_kg.to_string().as_str()), (group.clone(), "0.75"));
    let rows = Rows::read("a,b\n1,\"x\ny\"\n".as_bytes(), "t.csv").unwrap();
    assert_eq!(again(&rows), rows);
}

/// Many blocks, ids, bad rows: the same sums, problems, notices and register on any number of threads, in every mode.
#[test]
fn any_number_of_threads_gives_the_same() {
    let mut text = String::from("id,period,activity,amount,unit,place,extra\n");
    for row in 0..30_000_u32 {
        let (activity, unit) = [("bus-diesel", "litre"), ("landfill", "t"), ("grid-office", "kWh")][row as usize % 3];
        let unit = if row % 4001 == 17 { "furlong" } else { unit };
        let id = if row % 7919 == 5 { 3 } else { row };
        let place = ["Dusit", "\"Sathon, South\"", "เขตบางรัก"][row as usize % 5 % 3];
        let (year, day, amount, part) = (2021 + row % 4, 1 + row % 30, row * 7, row % 1000);
        writeln!(text, "r{id},{year}-06-{day:02},{activity},{amount}.{part:03},{unit},{place},x").unwrap();
    }
    let run = |threads, on_bad, text: &str| {
        let options = Options::default().with_on_bad(on_bad).with_threads(threads).with_hash(true);
        let mut ids = Ids::new();
        let tally = Tally::read(text.as_bytes(), "ledger.csv", &Words::default(), &options, &mut ids);
        let ids = if tally.is_ok() { ids } else { Ids::new() };
        let leaves = tally.as_ref().map(|tally| (serde_json::to_string(tally).unwrap(), tally.notices())).map_err(Error::clone);
        (tally, leaves, ids)
    };
    let broken = format!("{text}r,2022,landfill,1,t,\"Dusit\n");
    for (on_bad, text) in OnBad::ALL.into_iter().flat_map(|on_bad| [(on_bad, &text), (on_bad, &broken)]) {
        let one = run(1, on_bad, text);
        for threads in [2, 3, 7] {
            assert!(run(threads, on_bad, text) == one, "{threads} threads, {on_bad}");
        }
    }
    let tally = run(3, OnBad::Collect, &text).0.unwrap();
    assert_eq!((tally.seen(), tally.rejected(), tally.outside()[&support::year(2021)]), (30_000, 12, 7_497));
    assert_eq!(printed(&tally.notices()), ["ledger.csv: column \"extra\" is not a column of a ledger and was not read"]);
}

/// What never ends is given up soon after its limit.
#[test]
fn an_endless_cell_fails_at_the_cap() {
    struct Endless {
        head: &'static [u8],
        byte: u8,
        given: u64,
    }
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let count = if self.head.is_empty() { buffer.len() } else { self.head.len().min(buffer.len()) };
            if self.head.is_empty() {
                buffer.fill(self.byte);
            } else {
                let (now, later) = self.head.split_at(count);
                buffer[..count].copy_from_slice(now);
                self.head = later;
            }
            self.given += count as u64;
            assert!(self.given < 5 << 20, "reads on and on");
            Ok(count)
        }
    }
    let cases: [(&[u8], u8, &str); 5] = [
        (
            b"period,activity,amount,unit\n2024,",
            b'y',
            "ledger.csv:2: activity: \"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…\": a cell of more than 65536 bytes; shorten it, or raise the limit \"field\"",
        ),
        (
            b"period,activity,amount,unit\n2024,\"",
            b'\n',
            "ledger.csv:2: activity: \"\"\": a quote opens this cell and is not closed within the 1048576 bytes of a record; close it, or raise the limit \"record\"",
        ),
        (
            b"period,activity,amount,unit\n\n",
            b',',
            "ledger.csv:3: a record of more than 1048576 bytes; shorten it, or raise the limit \"record\"",
        ),
        (b"", b',', "ledger.csv:1: a record of more than 1048576 bytes; shorten it, or raise the limit \"record\""),
        (
            b"",
            b'x',
            "ledger.csv:1: \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\": a cell of more than 65536 bytes; shorten it, or raise the limit \"field\"",
        ),
    ];
    for (head, byte, message) in cases {
        let options = Options::default().with_threads(2);
        let read = Tally::read(Endless { head, byte, given: 0 }, "ledger.csv", &Words::default(), &options, &mut Ids::new());
        assert_eq!(read.unwrap_err().to_string(), message);
    }
}

/// Twice the rows are twice the steps: words are not asked about again, and bad rows past the cap are not put into words.
#[test]
fn work_grows_with_rows_only() {
    let asked = |rows: usize, row: &dyn Fn(usize) -> String| {
        let text: String = std::iter::once(HEADER.to_owned()).chain((0..rows).map(row)).collect();
        let words = Words::default();
        let options = Options::default().with_on_bad(OnBad::Collect).with_threads(1);
        Tally::read(text.as_bytes(), "ledger.csv", &words, &options, &mut Ids::new()).unwrap();
        (words.asked.load(Ordering::Relaxed), words.worded.load(Ordering::Relaxed))
    };
    let good = |row: usize| format!("202{}-0{}-11,landfill,{row},kg,,Dusit,H\n", 2 + row % 3, 1 + row % 9);
    assert_eq!(asked(2_000, &good), asked(4_000, &good));
    // Words that are all different and all wrong are asked about once each, and worded up to the cap.
    let bad = |row: usize| format!("2024,landfill{row},1,kg,,Dusit,H\n");
    assert_eq!((asked(2_000, &bad), asked(4_000, &bad)), ((2_000, 1_000), (4_000, 1_000)));
    // Only a stream of blank lines: no header, no quadratic search for one.
    assert!(Rows::read(vec![b'\n'; 3 << 20].as_slice(), "blank.csv").is_err());
}

/// A year next to its own months, or next to a fiscal year, is pointed out, whatever the file.
#[test]
fn a_year_beside_its_months_is_found() {
    let part = |name: &str, rows: &str| {
        let text = format!("period,activity,amount,unit,place\n{rows}");
        Tally::read(text.as_bytes(), name, &Words::default(), &Options::default(), &mut Ids::new()).unwrap()
    };
    let mut tally = part("a.csv", "2024,landfill,1,t,Dusit\n2024-05,landfill,5,kg,Bang Rak\n2023-05-01,landfill,1,t,Dusit\n");
    let missing = |tally: &Tally| tally.findings(None).iter().filter(|found| found.finding.to_string().contains("no row")).count();
    assert!(tally.notices().is_empty() && tally.findings(None).len() == missing(&tally));
    tally.merge(&part("b.csv", "2024-05,landfill,5,kg,Dusit\nFY2023,landfill,5,kg,Dusit\n")).unwrap();
    let found: Vec<String> = tally.findings(None).iter().map(|found| found.finding.to_string()).collect();
    assert_eq!(
        found,
        [
            "landfill in Bang Rak: given by months, but there is no row for 2024-01, 2024-02, 2024-03, 2024-04, 2024-06 and 6 more",
            "landfill in Dusit: 2023 is given both by months or days and as a fiscal year; check for double counting",
            "landfill in Dusit: 2024 is given both as a whole and by months or days; check for double counting",
        ]
    );
    assert_eq!(
        printed(&tally.notices()),
        ["landfill in Dusit: each fiscal year is counted as the calendar year that has most of its months",]
    );
    assert_eq!(again(&tally).notices(), tally.notices());
}

/// Progress is reported in bytes that only grow, and ends with all of them.
#[test]
fn progress_ends_with_the_whole_file() {
    let text: String =
        std::iter::once(HEADER.to_owned()).chain((0..40_000).map(|row| format!("2024,landfill,{row},kg,,Dusit,H\n"))).collect();
    for threads in [1, 3] {
        let reported = std::sync::Mutex::new(Vec::new());
        let options = Options::default().with_threads(threads);
        let note = |bytes| reported.lock().unwrap().push(bytes);
        Tally::read_with_progress(text.as_bytes(), "ledger.csv", &Words::default(), &options, &mut Ids::new(), &note).unwrap();
        let reported = reported.into_inner().unwrap();
        assert!(reported.len() > 2 && reported.is_sorted() && reported.last() == Some(&(text.len() as u64)), "{reported:?}");
    }
}

proptest! {
    /// A sum of rows in a unit of the city's own and in its unit of the table is the sum of their amounts, however it is read.
    #[test]
    fn amounts_in_units_of_the_citys_own_are_summed_exactly(
        rows in prop::collection::vec((0_u32..1_000_000_000, 0_u32..12, any::<bool>()), 1..40),
        size in (1_u32..100_000, 0_u32..5),
        threads in 1_usize..4,
    ) {
        use citycarbon::assess::LedgerVocabulary;
        use citycarbon::quantity::{OwnUnit, OwnUnits};
        let exact = |(number, places): (u32, u32)| Exact::new(number.into(), places).unwrap();
        let units = vec![OwnUnit::new("cask", 3, "keg", "depot"), OwnUnit::new("keg", exact(size), "kg", "depot")];
        let units = OwnUnits::new(units).unwrap();
        let cask = exact(size).checked_mul(3.into()).unwrap();
        let assessor = citycarbon::Assessor::shipped("TH".parse().unwrap()).unwrap();
        let words = LedgerVocabulary::new(&assessor).with_units(&units);
        let (mut ledger, mut sum) = ("period,activity,amount,unit\n".to_owned(), Exact::ZERO);
        for (number, places, own) in &rows {
            let amount = exact((*number, *places));
            let unit = if *own { "cask" } else { "kg" };
            ledger.extend(["2018,residential.lpg,", &amount.to_string(), ",", unit, "\n"]);
            let kilograms = if *own { amount.checked_mul(cask).unwrap() } else { amount };
            sum = sum.checked_add(kilograms).unwrap();
        }
        let options = Options::default().with_threads(threads);
        let tally = Tally::read(ledger.as_bytes(), "l.csv", &words, &options, &mut Ids::new()).unwrap();
        let leaves: Vec<_> = tally.leaves().collect();
        prop_assert_eq!(leaves.len(), 1);
        prop_assert_eq!((leaves[0].sum, leaves[0].unit.as_str(), leaves[0].rows), (sum, "kg", rows.len() as u64));
    }
}
