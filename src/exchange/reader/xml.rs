//! The elements of a part, one after another.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// What a part consists of.
pub(super) enum XmlPiece<'x> {
    /// An element begins.
    Start(Element<'x>),
    /// An element ends; its name.
    End(String),
    /// Text between elements, or a part of it.
    Text(String),
}

/// The beginning of an element.
pub(super) struct Element<'x> {
    start: BytesStart<'x>,
    /// Its name without the prefix.
    pub(super) name: String,
}

impl Element<'_> {
    /// An attribute by its name, without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let found = self.start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes())?;
        found.unescape_value().ok().map(Cow::into_owned)
    }
}

/// Hands over the pieces of a part, an empty element as one that begins and ends.
pub(super) fn each<E>(text: &str, wrong: impl Fn() -> E, mut take: impl FnMut(XmlPiece<'_>) -> Result<(), E>) -> Result<(), E> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|_| wrong())? {
            Event::Start(start) => take(XmlPiece::Start(element(start)))?,
            Event::Empty(start) => {
                let element = element(start);
                let name = element.name.clone();
                take(XmlPiece::Start(element))?;
                take(XmlPiece::End(name))?;
            }
            Event::End(end) => take(XmlPiece::End(String::from_utf8_lossy(end.local_name().as_ref()).into_owned()))?,
            Event::Text(text) => take(XmlPiece::Text(text.decode().map_err(|_| wrong())?.into_owned()))?,
            Event::CData(text) => take(XmlPiece::Text(text.decode().map_err(|_| wrong())?.into_owned()))?,
            Event::GeneralRef(reference) => {
                let letter = match reference.resolve_char_ref().map_err(|_| wrong())? {
                    Some(letter) => letter,
                    None => match reference.decode().map_err(|_| wrong())?.as_ref() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => return Err(wrong()),
                    },
                };
                take(XmlPiece::Text(letter.to_string()))?;
            }
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn element(start: BytesStart<'_>) -> Element<'_> {
    let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
    Element { start, name }
}
