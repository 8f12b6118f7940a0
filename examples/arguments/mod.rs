//! What the programs share: arguments, and what is printed for people.

mod out;

pub(crate) use out::{ended, print_error, printed};

use std::ffi::OsString;
use std::process::ExitCode;

/// What was given: options with their values, each once, and the other word.
pub(crate) struct Arguments {
    options: Vec<(String, String)>,
    word: Option<String>,
}

/// Reads the arguments of the program, all of whose options have a value. An exit code where there is nothing to run: `--help`
/// prints the usage, wrong arguments print it on stderr.
pub(crate) fn given<T>(usage: &str, names: &[&str], parse: impl Fn(&Arguments) -> Result<T, String>) -> Result<T, ExitCode> {
    let words: Vec<OsString> = std::env::args_os().skip(1).collect();
    if words.iter().any(|word| word == "--help" || word == "-h") {
        return Err(ended(printed(format!("{usage}\n").as_bytes())));
    }
    Arguments::read(words, names).and_then(|arguments| parse(&arguments)).map_err(|reason| {
        print_error(&format!("{reason}\n{usage}"));
        ExitCode::from(2)
    })
}

impl Arguments {
    fn read(words: Vec<OsString>, names: &[&str]) -> Result<Self, String> {
        let mut words = words.into_iter().map(|word| word.into_string().map_err(|word| format!("not UTF-8: {}", word.display())));
        let mut found = Self { options: Vec::new(), word: None };
        while let Some(word) = words.next().transpose()? {
            let Some(option) = word.strip_prefix('-') else {
                if word.is_empty() {
                    return Err("an empty word where a name is wanted".to_owned());
                }
                if let Some(first) = found.word.replace(word.clone()) {
                    return Err(format!("one name, not both {first:?} and {word:?}"));
                }
                continue;
            };
            let (name, joined) = match option.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (option, None),
            };
            let Some(name) = name.strip_prefix('-').filter(|name| names.contains(name)) else {
                return Err(format!("no option {word:?}"));
            };
            if found.value(name).is_some() {
                return Err(format!("--{name} is given twice"));
            }
            let value = match joined {
                Some(value) => Some(value),
                None => words.next().transpose()?,
            };
            match value.filter(|value| !value.is_empty()) {
                Some(value) => found.options.push((name.to_owned(), value)),
                None => return Err(format!("--{name} needs a value")),
            }
        }
        Ok(found)
    }

    /// The word that is no option.
    pub(crate) fn word(&self) -> Option<&str> {
        self.word.as_deref()
    }

    /// The value of an option.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.options.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    /// The value of an option, read.
    pub(crate) fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(&self, name: &str) -> Result<Option<T>, String> {
        self.value(name).map(|value| value.parse().map_err(|error| format!("--{name}: {error}"))).transpose()
    }

    /// The value of an option that takes one of a few words; the first of them where it is not given.
    pub(crate) fn choice<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> Result<T, String> {
        let value = self.value(name);
        let found = words.iter().find(|(word, _)| value.is_none_or(|value| value == *word));
        found.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let list: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            format!("--{name}: {:?} is not one of {}", value.unwrap_or_default(), list.join(", "))
        })
    }
}
