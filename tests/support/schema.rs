//! JSON against a JSON Schema, as far as the schemas of `docs/schema` go: a keyword that is not known here is an error.
#![allow(dead_code)] // Each test file uses its own part.

use serde_json::Value;

/// Asserts that a value is as its schema says.
pub(crate) fn holds(schema: &Value, value: &Value) {
    let mut wrong = Vec::new();
    check(schema, schema, value, "", &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        other => panic!("a type that is not known: {other}"),
    }
}

/// The one pattern that figures have.
fn is_figure(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let plain = text.strip_prefix('-').unwrap_or(text);
    plain.split_once('.').map_or_else(|| digits(plain), |(whole, behind)| digits(whole) && digits(behind))
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str, wrong: &mut Vec<String>) {
    for (keyword, rule) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "$schema" | "title" | "description" | "$defs" => {}
            "$ref" => {
                let name = rule.as_str().unwrap().strip_prefix('#').unwrap();
                check(root, root.pointer(name).unwrap_or_else(|| panic!("no {name}")), value, path, wrong);
            }
            "oneOf" => {
                let wrong_of = |rule: &Value| {
                    let mut wrong = Vec::new();
                    check(root, rule, value, path, &mut wrong);
                    wrong
                };
                let all: Vec<Vec<String>> = rule.as_array().unwrap().iter().map(wrong_of).collect();
                if all.iter().filter(|wrong| wrong.is_empty()).count() != 1 {
                    // What is nearest to one of them says most.
                    wrong.push(format!("{path}: not one of {} shapes", all.len()));
                    wrong.extend(all.into_iter().min_by_key(Vec::len).unwrap_or_default());
                }
            }
            "type" => {
                let kinds = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                if !kinds.iter().any(|kind| is_of(value, kind.as_str().unwrap())) {
                    wrong.push(format!("{path}: {value} is not {rule}"));
                }
            }
            "enum" => {
                if !rule.as_array().unwrap().contains(value) {
                    wrong.push(format!("{path}: {value} is none of {rule}"));
                }
            }
            "pattern" => {
                assert_eq!(rule, "^-?[0-9]+(\\.[0-9]+)?$");
                if value.as_str().is_some_and(|text| !is_figure(text)) {
                    wrong.push(format!("{path}: {value} is no figure"));
                }
            }
            "minimum" => {
                if value.as_i64().is_some_and(|number| number < rule.as_i64().unwrap()) {
                    wrong.push(format!("{path}: {value} is below {rule}"));
                }
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{path}/{at}"), wrong);
                }
            }
            "properties" => {
                for (name, member) in value.as_object().into_iter().flatten() {
                    match rule.get(name) {
                        Some(rule) => check(root, rule, member, &format!("{path}/{name}"), wrong),
                        None => assert!(schema["additionalProperties"] == false, "{path}: members must be closed"),
                    }
                }
            }
            // A map: every member is of one schema.
            "additionalProperties" if rule.is_object() => {
                for (name, member) in value.as_object().into_iter().flatten() {
                    check(root, rule, member, &format!("{path}/{name}"), wrong);
                }
            }
            "additionalProperties" => {
                assert_eq!(rule, false);
                let unknown = value.as_object().into_iter().flatten().filter(|(name, _)| schema["properties"].get(name).is_none());
                wrong.extend(unknown.map(|(name, _)| format!("{path}/{name}: not in the schema")));
            }
            "required" => {
                // Of an object only: what may be null is null.
                let names = rule.as_array().unwrap().iter().filter(|_| value.is_object());
                let missing = names.filter(|name| value.get(name.as_str().unwrap()).is_none());
                wrong.extend(missing.map(|name| format!("{path}: no member {name}")));
            }
            other => panic!("a keyword that is not known: {other}"),
        }
    }
}
