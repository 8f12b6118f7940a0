//! `views.csv`: districts and zones, municipal operations, rules that meet no line.

use crate::folder::Folder;
use citycarbon::City;
use citycarbon::city::CityInput;
use citycarbon::inventory::{Settings, Status, ViewRule};
use citycarbon::{Activity, GwpSet, Year};

fn folder() -> Folder {
    let ledger = "period,activity,amount,unit,place\n\
                  2018,residential.electricity,1000,MWh,Dusit\n\
                  2018,residential.electricity,2000,MWh,Bang Rak\n\
                  2018,residential.electricity,4000,MWh,Sathon\n\
                  2018,commercial.electricity,8000,MWh,\n\
                  2018,road.diesel-b7,16000,litre,\n";
    Folder::new("").with("ledger.csv", ledger).with("places.csv", "place\nDusit\nBang Rak\nSathon\n")
}

/// The groups of a view with their lines, then those outside.
fn groups(city: &City, view: &str) -> Vec<(String, u64)> {
    let statement = city.close().unwrap().remove(0);
    let table = city.views().find(view).unwrap().table(&statement).unwrap();
    let mut groups: Vec<(String, u64)> = table.groups.iter().map(|(group, sum)| (group.code(), sum.lines)).collect();
    groups.push(("outside".to_owned(), table.outside.lines));
    groups
}

fn texts(folder: &Folder) -> Vec<String> {
    folder
        .closed()
        .checks
        .iter()
        .map(|check| format!("{}: {}", check.id, check.finding))
        .filter(|text| text.starts_with("file"))
        .collect()
}

fn owned(groups: &[(&str, u64)]) -> Vec<(String, u64)> {
    groups.iter().map(|(group, lines)| ((*group).to_owned(), *lines)).collect()
}

#[test]
fn zones_are_groups_of_places() {
    let rows = "view,group,place\nzone,inner,Dusit\nzone,inner,Bang Rak\nzone,outer,Sathon\n";
    let city = folder().with("views.csv", rows).open().unwrap();
    // Electricity and its losses; offices and cars are of the city as a whole.
    assert_eq!(groups(&city, "zone"), owned(&[("inner", 4), ("outer", 2), ("outside", 8)]));
    assert_eq!(groups(&city, "place"), owned(&[("", 8), ("Bang Rak", 2), ("Dusit", 2), ("Sathon", 2), ("outside", 0)]));
}

#[test]
fn the_most_specific_rule_counts() {
    let rows = "view,group,ref,activity,place,reason\n\
                operations,offices,I,commercial.,,the city's own\n\
                operations,rest of energy,I,,,\n\
                operations,Dusit,I,,Dusit,\n\
                operations,losses,I.1.3,,Dusit,\n\
                operations,fleet,II.1.1,road.diesel-b7,,\n";
    let city = folder().with("views.csv", rows).open().unwrap();
    let wanted = [("Dusit", 1), ("fleet", 6), ("losses", 1), ("offices", 2), ("rest of energy", 4), ("outside", 0)];
    assert_eq!(groups(&city, "operations"), owned(&wanted));
    assert!(texts(&folder().with("views.csv", rows)).is_empty());
}

#[test]
fn a_rule_that_no_line_meets_is_a_check() {
    // A slip in an activity, a prefix without its point, a reference without lines; a rule that narrower ones displace is met.
    let rows = "view,group,ref,activity\n\
                v,a,,residential.electricty\n\
                v,b,,road\n\
                v,c,IV,\n\
                v,d,I,\n\
                v,e,I,residential.\n\
                v,f,I,commercial.\n\
                w,g,III,\n";
    assert_eq!(
        texts(&folder().with("views.csv", rows)),
        [
            "file:views.csv: v: no line meets views.csv:2, views.csv:3, views.csv:4; correct ref, activity or place, or delete the rules",
            "file:views.csv: w: no line meets views.csv:8; correct ref, activity or place, or delete the rules",
        ]
    );
    let accepted = folder().with("views.csv", rows).with(
        "city.toml",
        "name = \"Town\"\nregion = \"TH-10\"\nyear = 2018\ngwp = \"AR5\"\n[accept]\n\"file:views.csv\" = \"plants that open next year\"\n",
    );
    assert!(accepted.closed().checks.iter().filter(|check| check.id.to_string() == "file:views.csv").all(|check| !check.is_open()));
}

#[test]
fn a_file_with_nearly_the_name_is_a_check_and_other_columns_are_a_notice() {
    assert_eq!(
        texts(&folder().with("view.csv", "view,group\n")),
        ["file:view.csv: view.csv was not read; did you mean views.csv?"]
    );
    let notices = folder().with("views.csv", "view,group,note\nv,g,x\n").closed().notices;
    let wanted = "views.csv: column \"note\" is not a column of this file and was not read";
    assert!(notices.iter().any(|notice| notice.to_string() == wanted), "{notices:?}");
}

/// A program makes views without files, and is refused what a file is refused.
#[test]
fn a_city_as_a_value_has_views_of_its_own() {
    let year: Year = "2018".parse().unwrap();
    let rule = |group: &str| ViewRule::new("operations", group).unwrap();
    let city = |rules: &[ViewRule]| {
        let input = CityInput::new(Settings::new("Town", "TH-10".parse().unwrap(), [year], GwpSet::Ar5))
            .with_activity(Activity::new("commercial.electricity", year, "5 MWh".parse().unwrap()));
        City::new(rules.iter().cloned().fold(input, CityInput::with_view_rule))
    };
    let offices = rule("offices").with_reference("I.2").unwrap();
    let good = city(std::slice::from_ref(&offices)).unwrap();
    assert_eq!(groups(&good, "operations"), owned(&[("offices", 2), ("outside", 0)]));
    assert_eq!(good.close().unwrap()[0].status(), Status::Draft);
    let power = rule("power").with_activity("commercial.");
    assert_eq!(
        city(&[power.clone(), offices.clone()]).unwrap_err().to_string(),
        "\"offices\": neither this rule nor * / commercial. / *: power is more specific for the line \
         2018/I.2.2/commercial.electricity//eppo-grid-2018-co2; write a rule that is more specific than both"
    );
    let twice = city(&[offices.clone(), rule("other").with_reference("I.2").unwrap()]).unwrap_err();
    assert_eq!(twice.to_string(), "\"other\": the same reference, activity and place as I.2 / * / *: offices; keep one of the two");
}
