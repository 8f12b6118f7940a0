//! Enums of messages: each variant is an entry of the language files, its fields the blanks of the text there.

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
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        #[allow(missing_docs)] // The fields of a variant are the blanks of its text, by name.
        $vis enum $name { $($(#[$doc])* $kind $({ $($blank: $type),* })? $(( $of ))?),* }

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
