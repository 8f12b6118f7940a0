//! `views.csv`: what is refused, in these words.

use crate::folder::Folder;

const LEDGER: &str = "period,activity,amount,unit,place\n\
                      2018,residential.electricity,5,kWh,Dusit\n\
                      2018,residential.lpg,5,kg,\n\
                      2018,wastewater.septic-system,5,persons,Dusit\n";

fn error_text_of(rows: &str) -> String {
    let folder = Folder::new("").with("ledger.csv", LEDGER).with("places.csv", "place\nDusit\nBang Rak\n");
    folder.with("views.csv", &format!("view,group,ref,activity,place,reason\n{rows}")).error_text()
}

const RULES: [(&str, &str); 16] = [
    (",g,,,,", "views.csv:2: view: the cell is empty; enter a value"),
    ("v,,,,,", "views.csv:2: group: the cell is empty; enter a value"),
    ("territorial,g,,,,", "views.csv:2: view: \"territorial\": the name of a built-in view; choose another name"),
    (
        "korea-management-authority,g,,,,",
        "views.csv:2: view: \"korea-management-authority\": the name of a built-in view; choose another name",
    ),
    ("a b,g,,,,", "views.csv:2: view: \"a b\": not a name for a view; use letters, digits and dashes, without spaces and colons"),
    ("a:b,g,,,,", "views.csv:2: view: \"a:b\": not a name for a view; use letters, digits and dashes, without spaces and colons"),
    (
        "v,g,III.9,,,",
        "views.csv:2: ref: \"III.9\": not a reference, sub-sector or sector; write a code such as III.1.1, III.1 or III",
    ),
    (
        "v,g,I.1.1 I.1.2,,,",
        "views.csv:2: ref: \"I.1.1 I.1.2\": not a reference, sub-sector or sector; write a code such as III.1.1, III.1 or III",
    ),
    ("v,g,,,Dusitt,", "views.csv:2: place: \"Dusitt\": not a place of places.csv; did you mean \"Dusit\"?"),
    // The same lines in two rows, of one group or of two.
    (
        "v,g,I.1,,,\nv,g,I.1,,,",
        "views.csv:3: group: \"g\": the same reference, activity and place as views.csv:2; keep one of the two",
    ),
    (
        "v,g,I.1,,,a\nw,g,I.1,,,\nv,h,I.1,,,b",
        "views.csv:4: group: \"h\": the same reference, activity and place as views.csv:2; keep one of the two",
    ),
    // One is narrower by its reference, the other by its activity, its place, or the other of both.
    (
        "v,homes,I.1,,,\nv,power,,residential.electricity,,",
        "views.csv:3: group: \"power\": neither this rule nor views.csv:2 is more specific for the line \
         2018/I.1.2/residential.electricity/Dusit/eppo-grid-2018-co2; write a rule that is more specific than both",
    ),
    (
        "v,power,,residential.,,\nv,Dusit,,,Dusit,",
        "views.csv:3: group: \"Dusit\": neither this rule nor views.csv:2 is more specific for the line \
         2018/I.1.2/residential.electricity/Dusit/eppo-grid-2018-co2; write a rule that is more specific than both",
    ),
    (
        "v,Dusit,I,,Dusit,\nv,homes,I.1.2,,,",
        "views.csv:3: group: \"homes\": neither this rule nor views.csv:2 is more specific for the line \
         2018/I.1.2/residential.electricity/Dusit/eppo-grid-2018-co2; write a rule that is more specific than both",
    ),
    // Rows that were refused are listed together.
    (
        "v,g,X,,,\nbasic,g,,,,",
        "views.csv:2: ref: \"X\": not a reference, sub-sector or sector; write a code such as III.1.1, III.1 or III\n\
         views.csv:3: view: \"basic\": the name of a built-in view; choose another name",
    ),
    ("v,g,I.1.2", "views.csv:2: 3 cells in this row, 6 in the header; add the missing cells"),
];

#[test]
fn a_bad_rule_of_a_view_is_refused_in_these_words() {
    let wrong: Vec<String> = RULES
        .iter()
        .map(|(rows, wanted)| (rows, wanted, error_text_of(&format!("{rows}\n"))))
        .filter(|(_, wanted, found)| *wanted != found)
        .map(|(rows, wanted, found)| format!("{rows}\n  wanted: {wanted}\n  found:  {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Which row is told depends on the rows, not on the order in which the program holds them.
#[test]
fn of_two_rules_that_meet_the_later_row_is_told() {
    let text = error_text_of("v,power,,residential.electricity,,\nv,homes,I.1,,,\n");
    assert!(text.starts_with("views.csv:3: group: \"homes\": neither this rule nor views.csv:2 is"), "{text}");
}

/// The nearest that must be read: a rule that is narrower than both, rules that meet no line together, rules that agree, another view.
#[test]
fn rules_that_a_line_meets_in_one_way_are_read() {
    for rows in [
        "v,homes,I.1,,,\nv,power,,residential.electricity,,\nv,both,I.1,residential.electricity,,\n",
        "v,homes,I.1.1,,,\nv,power,,residential.electricity,,\n",
        "v,homes,I.1,,,\nv,homes,,residential.electricity,,\n",
        "v,homes,I.1,,,\nw,power,,residential.electricity,,\n",
        "v,all,,,,\nv,homes,I.1,,,\nv,Dusit,I.1,,Dusit,\nv,power,I.1,residential.,Dusit,\n",
    ] {
        assert_eq!(error_text_of(rows), "it was read", "{rows}");
    }
}

/// Rows of ledgers that are refused and rules that meet are listed together; collected rows leave the rules.
#[test]
fn bad_rows_and_rules_are_listed_together() {
    let rules = "view,group,ref,activity\nv,homes,I.1,\nv,power,,residential.electricity\n";
    let ledger = format!("{LEDGER}2018,residential.electricity,x,kWh,\n");
    let text = |more: &str| Folder::new(more).with("ledger.csv", &ledger).with("views.csv", rules).error_text();
    let lines = |text: &str| text.lines().map(|line| line.split(": ").next().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(&text("")), ["ledger.csv:5", "views.csv:3"]);
    assert_eq!(lines(&text("on_bad = \"collect\"\n")), ["views.csv:3"]);
}
