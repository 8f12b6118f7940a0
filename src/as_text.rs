//! Serde that checks what it reads: by `Display` and `FromStr`, which are inverses, or member by member and then as a whole.

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

/// A struct of public members that is read back only if its `check` allows it.
macro_rules! checked {
    (
        $(#[$about:meta])* pub struct $name:ident { $($(#[$doc:meta])* pub $member:ident: $type:ty),* $(,)? }
    ) => {
        $(#[$about])*
        #[derive(serde::Serialize)]
        pub struct $name { $($(#[$doc])* pub $member: $type),* }

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
