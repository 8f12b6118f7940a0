//! Macros that many types share: `with_*` of members, text of several parts that keeps to a width, and serde that checks what it
//! reads, either by `Display` and `FromStr`, which are inverses, or member by member and then as a whole.

/// Writes parts as one text, in the width, fill and alignment of the formatter. Precision is left out: it would cut a number short.
macro_rules! padded {
    ($f:ident, $($part:tt)+) => {
        match $f.width() {
            None => write!($f, $($part)+),
            Some(width) => {
                let (text, fill) = (format!($($part)+), $f.fill());
                let missing = width.saturating_sub(text.chars().count());
                let before = match $f.align() {
                    Some(core::fmt::Alignment::Right) => missing,
                    Some(core::fmt::Alignment::Center) => missing.div_euclid(2),
                    Some(core::fmt::Alignment::Left) | None => 0,
                };
                (0..before).try_for_each(|_| core::fmt::Write::write_char($f, fill))?;
                $f.write_str(&text)?;
                (before..missing).try_for_each(|_| core::fmt::Write::write_char($f, fill))
            }
        }
    };
}

macro_rules! as_text {
    ($($kind:ty),+ $(,)?) => { $(
        impl serde::Serialize for $kind {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $kind {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )+ };
}

/// A struct that is read back only if its `check` allows it.
macro_rules! checked {
    (
        $(#[$about:meta])* pub struct $name:ident { $($(#[$doc:meta])* $seen:vis $member:ident: $type:ty),* $(,)? }
    ) => {
        $(#[$about])*
        #[derive(serde::Serialize)]
        pub struct $name { $($(#[$doc])* $seen $member: $type),* }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                struct Unchecked { $($(#[$doc])* $member: $type),* }
                let Unchecked { $($member),* } = Unchecked::deserialize(deserializer)?;
                let value = Self { $($member),* };
                value.check().map_err(serde::de::Error::custom)?;
                Ok(value)
            }
        }
    };
}

/// `with_*` for public members of a type that may grow: the same value with another member.
macro_rules! with_members {
    ($kind:ident { $($(#[$doc:meta])* $with:ident($member:ident: $type:ty)),+ $(,)? }) => {
        impl $kind { $(
            $(#[$doc])*
            #[must_use]
            pub fn $with(mut self, $member: $type) -> Self {
                self.$member = $member;
                self
            }
        )+ }
    };
}

/// An enum of words, as files spell them.
macro_rules! words {
    ($(#[$about:meta])* $kind:ident, $what:literal { $($(#[$doc:meta])* $name:ident $text:literal)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $kind { $($(#[$doc])* $name),* }

        impl $kind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name, as files spell it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }
        }

        impl core::fmt::Display for $kind {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.name())
            }
        }

        impl core::str::FromStr for $kind {
            type Err = $crate::error::Error;

            fn from_str(text: &str) -> $crate::error::Result<Self> {
                let names = || Self::ALL.iter().map(|word| word.name());
                Self::ALL.iter().copied().find(|word| word.name() == text).ok_or_else(|| {
                    let nearest = $crate::error::did_you_mean(text, names()).map($crate::error::Text::from);
                    let (what, names) = ($crate::error::LabelKey::of($what), names().map($crate::error::Text::from).collect());
                    $crate::error::Message::UnknownName { value: text.into(), what, nearest, names }.into()
                })
            }
        }

        as_text!($kind);
    };
}
