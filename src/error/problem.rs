//! What is wrong with a value, and how to fix it.

use super::{ErrorKind, Fill, Message, Phrase, Subject, Text};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What is wrong with a value, why, and what to write instead: a [`Message`] with its parts.
///
/// Prints as `"12,5": reason; help` on one line.
#[cfg_attr(feature = "thiserror", derive(thiserror::Error))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    message: Box<Message>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject: Option<Box<Subject>>,
}

#[cfg(not(feature = "thiserror"))]
impl std::error::Error for Problem {}

impl Problem {
    /// A problem with a value, in the words of a caller: a vocabulary or a measure of its own.
    pub fn new(kind: ErrorKind, value: &str, reason: impl Into<String>, help: impl Into<String>) -> Self {
        Self::plain(kind, Some(value), reason.into(), help.into())
    }

    /// The same where there is no value to show.
    pub fn bare(kind: ErrorKind, reason: impl Into<String>, help: impl Into<String>) -> Self {
        Self::plain(kind, None, reason.into(), help.into())
    }

    fn plain(kind: ErrorKind, value: Option<&str>, reason: String, help: String) -> Self {
        let help = Some(help).filter(|help| !help.is_empty());
        let value = value.map(Into::into);
        Message::Own { kind: super::kind::OwnKind(kind), value, reason: reason.into(), help: help.map(Into::into) }.into()
    }

    /// The stable kind.
    pub fn kind(&self) -> ErrorKind {
        match &*self.message {
            Message::Own { kind, .. } => kind.0,
            message => message.kind(),
        }
    }

    /// What is wrong, with its parts.
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// What the value belongs to, where the place does not say.
    pub fn subject(&self) -> Option<&Subject> {
        self.subject.as_deref()
    }

    /// The same problem of something that has no place of its own.
    #[must_use]
    pub fn of(mut self, subject: Subject) -> Self {
        self.subject = Some(Box::new(subject));
        self
    }

    /// The same problem where the place names what it is of.
    #[must_use]
    pub fn without_subject(mut self) -> Self {
        self.subject = None;
        self
    }

    /// The same problem, the value shown as it is written.
    #[must_use]
    pub fn with_value(mut self, value: &str) -> Self {
        self.message.replace("value", value);
        self
    }

    /// The same problem where no option allows what was found.
    #[must_use]
    pub fn without_option(mut self) -> Self {
        *self.message = self.message.without_option();
        self
    }

    pub(super) fn message_mut(&mut self) -> &mut Message {
        &mut self.message
    }

    /// The first characters of the value found.
    pub fn value(&self) -> Option<&str> {
        match self.message.fill("value") {
            Fill::Text(Cow::Borrowed(text)) => Some(text),
            _ => None,
        }
    }
}

impl From<Message> for Problem {
    fn from(message: Message) -> Self {
        Self { message: Box::new(message), subject: None }
    }
}

impl Message {
    /// The same where no option allows what was found.
    #[must_use]
    pub fn without_option(mut self) -> Self {
        if let Self::ThaiDigits { option, .. }
        | Self::Exponent { option, .. }
        | Self::ThousandsMark { option, .. }
        | Self::DecimalComma { option, .. }
        | Self::BuddhistYear { option, .. } = &mut self
        {
            *option = None;
        }
        self
    }

    /// As the problem of something with a name: the value belongs to it.
    pub fn of(self, name: impl Into<Text>) -> Problem {
        Problem::from(self).of(Subject::Named(name.into()))
    }
}

/// A value as an error shows it: at most 60 characters, control and invisible characters escaped.
pub fn shown(value: &str) -> String {
    clipped(value, 60, 120)
}

/// At most `letters` characters and `bytes` bytes, with an ellipsis where something was left out.
pub(crate) fn clipped(text: &str, letters: usize, bytes: usize) -> String {
    let whole: String = text.chars().take(letters.saturating_add(1)).map(escaped).collect();
    if whole.chars().count() <= letters && whole.len() <= bytes && text.chars().nth(letters).is_none() {
        return whole;
    }
    let mut cut = String::new();
    for letter in whole.chars().take(letters.saturating_sub(1)) {
        if cut.len().saturating_add(letter.len_utf8()).saturating_add('…'.len_utf8()) > bytes {
            break;
        }
        cut.push(letter);
    }
    cut.push('…');
    cut
}

/// A character that a terminal or a reader would not see, spelled out.
fn escaped(letter: char) -> String {
    let hidden = letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
    if hidden { letter.escape_unicode().to_string() } else { letter.to_string() }
}
