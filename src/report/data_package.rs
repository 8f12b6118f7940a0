//! `datapackage.json`: what the columns of CSV files are, as Frictionless Data describes it.

use crate::error::{Error, Message, Result};
use crate::records::{Row, Rows, sha256};
use serde::Serialize;

/// A package of CSV files.
///
/// ```
/// use citycarbon::report::DataPackage;
/// let package = DataPackage::new("fleet", "Trucks of a town").with_table("trucks.csv", b"id,t\na,1.5\n", true)?;
/// let json = String::from_utf8(package.json()?).unwrap();
/// assert!(json.contains("\"path\": \"trucks.csv\""));
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DataPackage {
    profile: &'static str,
    name: String,
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<PackageSource>,
    resources: Vec<PackageTable>,
}

/// A publication behind the values of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct PackageSource {
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    path: String,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct PackageTable {
    profile: &'static str,
    name: String,
    path: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
    schema: TableColumns,
}

/// The columns of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct TableColumns {
    fields: Vec<PackageField>,
    missing_values: [&'static str; 1],
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct PackageField {
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
}

impl DataPackage {
    /// A package without files; what a name cannot have is a dash in it.
    pub fn new(name: &str, title: &str) -> Self {
        Self {
            profile: "tabular-data-package",
            name: plain_name(name),
            title: title.to_owned(),
            description: String::new(),
            sources: Vec::new(),
            resources: Vec::new(),
        }
    }

    /// The same, described.
    #[must_use]
    pub fn with_description(mut self, description: &str) -> Self {
        description.clone_into(&mut self.description);
        self
    }

    /// The same, with a publication that values come from, and where it is; an empty text where that is not known.
    #[must_use]
    pub fn with_source(mut self, title: &str, path: &str) -> Self {
        self.sources.push(PackageSource { title: title.to_owned(), path: path.to_owned() });
        self
    }

    /// The same, with a CSV file: its path below the package and its bytes, whose size and SHA-256 are kept where they are final. A
    /// column is of numbers where each of its cells is a number or empty, otherwise of text.
    pub fn with_table(mut self, path: &str, bytes: &[u8], is_final: bool) -> Result<Self> {
        let rows = Rows::read(bytes, path)?;
        let kind = |column: &String| {
            let cells = || rows.iter().map(move |row: Row<'_>| row.cell(column).unwrap_or_default().to_owned());
            let numbers = cells().all(|cell| cell.is_empty() || is_number(&cell)) && cells().any(|cell| !cell.is_empty());
            PackageField { name: column.clone(), kind: if numbers { "number" } else { "string" } }
        };
        let fields = rows.header().names().iter().map(kind).collect();
        self.resources.push(PackageTable {
            profile: "tabular-data-resource",
            name: plain_name(path.strip_suffix(".csv").unwrap_or(path)),
            path: path.to_owned(),
            format: "csv",
            mediatype: "text/csv",
            encoding: "utf-8",
            bytes: u64::try_from(bytes.len()).ok().filter(|_| is_final),
            hash: is_final.then(|| format!("sha256:{}", sha256(bytes))),
            schema: TableColumns { fields, missing_values: [""] },
        });
        Ok(self)
    }

    /// The bytes of `datapackage.json`.
    pub fn json(&self) -> Result<Vec<u8>> {
        let failed = |error: serde_json::Error| Error::from(Message::NotWritten { error: (&error).into() });
        let pretty = serde_json::to_string_pretty(self).map_err(failed)?;
        // A line for each column. No text has a line break of its own in JSON.
        let mut text =
            pretty.replace("{\n            \"name\": ", "{ \"name\": ").replace(",\n            \"type\": ", ", \"type\": ");
        text = text.replace("\"\n          }", "\" }");
        text.push('\n');
        Ok(text.into_bytes())
    }
}

/// A decimal number as it is computed with. One that begins with 0 is a code.
fn is_number(cell: &str) -> bool {
    let plain = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, behind) = plain.split_once('.').unwrap_or((plain, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(behind) && (whole == "0" || !whole.starts_with('0'))
}

/// Lower-case letters, digits, `.`, `_` and `-`, which a name may have.
fn plain_name(name: &str) -> String {
    let plain = |letter: char| match letter.to_ascii_lowercase() {
        kept @ ('a'..='z' | '0'..='9' | '.' | '_') => kept,
        _ => '-',
    };
    let plain: String = name.chars().map(plain).collect();
    if plain.is_empty() { "-".to_owned() } else { plain }
}
