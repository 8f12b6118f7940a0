//! Enums of messages: each variant is an entry of the language files, its fields the blanks of the text there.

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Deserializer, EnumAccess, Error as _, MapAccess, VariantAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// Declares an enum whose variants are messages under `$section` in the language files, one entry for each name.
///
/// A variant with one field may leave its name to the text: `RegionUp(region: Region)`. It prints in English, and in any language by
/// `render`.
macro_rules! messages {
    (
        $(#[$about:meta])* $vis:vis enum $name:ident in $section:literal $(joined by $separator:literal)?;
        $($(#[$doc:meta])* $kind:ident $({ $($blank:ident: $type:ty),* $(,)? })? $(( $only:ident: $of:ty ))?)*
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        #[allow(missing_docs)] // The fields of a variant are the blanks of its text, by name.
        $vis enum $name { $($(#[$doc])* $kind $({ $($blank: $type),* })? $(( $of ))?),* }

        // What serde derives is more than 150 lines for each variant: a third of all that the compiler read of this crate.
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
                const VARIANTS: &[$crate::messages::StoredVariant<$name>] =
                    &[$(stored_variant!($name $kind $({ $($blank),* })? $(( $only ))?)),*];
                $crate::messages::read(deserializer, VARIANTS)
            }
        }

        impl $crate::error::sealed::SealedPhrase for $name {}

        impl $crate::error::Phrase for $name {
            fn key(&self) -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(match self { $(Self::$kind { .. } => concat!($section, ".", stringify!($kind))),* })
            }

            fn blanks(&self) -> &'static [&'static str] {
                match self { $(Self::$kind { .. } => &[$($(stringify!($blank)),*)? $(stringify!($only))?]),* }
            }

            fn fill(&self, blank: &str) -> $crate::error::Fill<'_> {
                match self {
                    $(Self::$kind $({ $($blank),* })? $(( $only ))? => match blank {
                        $($(stringify!($blank) => $crate::error::Blank::fill($blank),)*)?
                        $(stringify!($only) => $crate::error::Blank::fill($only),)?
                        _ => $crate::error::Fill::Nothing,
                    }),*
                }
            }
        }

        impl $crate::error::sealed::SealedBlank for $name {}

        impl $crate::error::Blank for $name {
            const SEPARATOR: &'static str = separator!($($separator)?);

            fn fill(&self) -> $crate::error::Fill<'_> {
                $crate::error::Fill::Phrase(self)
            }
        }

        impl $name {
            /// Every entry of the language files with the blanks of its text.
            $vis const ENTRIES: &'static [(&'static str, &'static [&'static str])] =
                &[$((concat!($section, ".", stringify!($kind)), &[$($(stringify!($blank)),*)? $(stringify!($only))?])),*];

            /// The message in a language.
            $vis fn render(&self, language: $crate::i18n::Language) -> String {
                $crate::i18n::render(self, language)
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(&self.render($crate::i18n::Language::English))
            }
        }
    };
}

/// How a message of a variant is stored and read.
macro_rules! stored_variant {
    ($name:ident $kind:ident) => {
        stored_variant!($name $kind, Nothing, |_| Ok($name::$kind))
    };
    ($name:ident $kind:ident ( $only:ident )) => {
        stored_variant!($name $kind, Only, |content| Ok($name::$kind(serde::Deserialize::deserialize(content)?)))
    };
    ($name:ident $kind:ident { $($blank:ident),* }) => {
        stored_variant!($name $kind, Blanks(&[$(stringify!($blank)),*]), |content| Ok($name::$kind {
            $($blank: $crate::messages::blank(content, stringify!($blank))?),*
        }))
    };
    ($name:ident $kind:ident, $shape:ident $(( $names:expr ))?, $read:expr) => {
        $crate::messages::StoredVariant {
            kind: stringify!($kind),
            shape: $crate::messages::MessageShape::$shape $(( $names ))?,
            read: $read,
        }
    };
}

/// What separates two messages of a list.
macro_rules! separator {
    () => {
        "; "
    };
    ($separator:literal) => {
        $separator
    };
}

/// Values that fill a blank with the text they print as, the same in every language.
macro_rules! fills_with_its_text {
    ($($type:ty),+ $(,)?) => { $(
        impl $crate::error::sealed::SealedBlank for $type {}

        impl $crate::error::Blank for $type {
            fn fill(&self) -> $crate::error::Fill<'_> {
                $crate::error::Fill::Text(std::borrow::Cow::Owned(self.to_string()))
            }
        }
    )+ };
}

/// A variant of a message as serde keeps it.
pub(crate) struct StoredVariant<T> {
    /// The variant as its enum spells it.
    pub(crate) kind: &'static str,
    pub(crate) shape: MessageShape,
    /// Makes the message of what is stored beside the name.
    pub(crate) read: fn(&Value) -> Result<T, serde_json::Error>,
}

/// What is stored beside the name of a variant.
#[derive(Clone, Copy)]
pub(crate) enum MessageShape {
    Nothing,
    /// What fills the only blank, without its name.
    Only,
    /// What fills the blanks of these names.
    Blanks(&'static [&'static str]),
}

/// Reads a message of one of these variants.
pub(crate) fn read<'de, D: Deserializer<'de>, T>(deserializer: D, variants: &[StoredVariant<T>]) -> Result<T, D::Error> {
    let place = |stored: &str| {
        let found = variants.iter().enumerate().find(|(_, variant)| is_stored_as(variant.kind, stored));
        found.map(|(at, variant)| (at, variant.shape))
    };
    let (at, content) = deserializer.deserialize_enum("message", &[], VariantVisitor(&place))?;
    let read = variants.get(at).map(|variant| (variant.read)(&content));
    read.ok_or_else(|| D::Error::custom("no variant"))?.map_err(D::Error::custom)
}

/// What fills a blank.
pub(crate) fn blank<T: DeserializeOwned>(content: &Value, name: &'static str) -> Result<T, serde_json::Error> {
    match content.get(name) {
        Some(content) => T::deserialize(content),
        // What may be left out is so.
        None => T::deserialize(&Value::Null).map_err(|_| serde_json::Error::missing_field(name)),
    }
}

/// Reads the place of a variant among all, and what is stored beside its name.
struct VariantVisitor<'p>(&'p dyn Fn(&str) -> Option<(usize, MessageShape)>);

impl<'de> Visitor<'de> for VariantVisitor<'_> {
    type Value = (usize, Value);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a message")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<(usize, Value), A::Error> {
        let (stored, content) = data.variant::<String>()?;
        let (at, shape) = (self.0)(&stored).ok_or_else(|| A::Error::custom(format_args!("unknown variant `{stored}`")))?;
        let content = match shape {
            MessageShape::Nothing => content.unit_variant().map(|()| Value::Null)?,
            MessageShape::Only => content.newtype_variant()?,
            MessageShape::Blanks(names) => content.struct_variant(names, BlanksVisitor)?,
        };
        Ok((at, content))
    }
}

/// Whether a variant is stored under a name: `NoHeader` under `no-header`.
fn is_stored_as(kind: &str, stored: &str) -> bool {
    let spelled = kind.chars().enumerate().flat_map(|(at, letter)| {
        let dash = (at > 0 && letter.is_ascii_uppercase()).then_some('-');
        dash.into_iter().chain([letter.to_ascii_lowercase()])
    });
    spelled.eq(stored.chars())
}

struct BlanksVisitor;

impl<'de> Visitor<'de> for BlanksVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what fills the blanks of a message")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(map))
    }
}
