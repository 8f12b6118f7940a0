//! Declares what can be wrong: each message after the kind that it is of.

/// Messages, each after the kind that it is of.
macro_rules! problems {
    ($(#[$about:meta])* $($group:ident: $kind:ident $({ $($blank:ident: $type:ty),* $(,)? })?)*) => {
        messages! {
            $(#[$about])*
            pub enum Message in "problem";
            $($kind $({ $($blank: $type),* })?)*
        }

        impl Message {
            /// The stable kind of the problem.
            pub fn kind(&self) -> ErrorKind {
                match self { $(Self::$kind { .. } => ErrorKind::$group),* }
            }

            /// Puts another text in the place of a part, where the message has that part and it is a text.
            pub(super) fn replace(&mut self, part: &str, text: &str) {
                match self {
                    $(Self::$kind $({ $($blank),* })? => match part {
                        $($(stringify!($blank) => put($blank, text),)*)?
                        _ => {}
                    }),*
                }
            }
        }
    };
}
