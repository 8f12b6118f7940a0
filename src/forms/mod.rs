//! Forms for methods and measures as plain values, read by the description of their inputs.
//!
//! In: a [`FormSection`], keys with their values as they are written, each with its place. Out: [`FormInputs`], checked by the
//! [`Input`](crate::methods::Input)s of a method or measure, or every problem with its key. Nothing here opens a file.
//!
//! A value is a text `"12.5 Gg"`, a row of the tables `"@row-id"`, or a section with `value`, `unit`, `per`, `row` and `source`.
//!
//! ```
//! use citycarbon::forms::FormSection;
//! let roof = FormSection::new().with("capacity", "100 kW").with("degradation", "@limmanee2016-pv-degradation");
//! assert_eq!(roof.keys().collect::<Vec<_>>(), ["capacity", "degradation"]);
//! ```

mod fill;
mod inputs;
mod method;
mod sourced;
mod stated;
mod value;

pub use fill::{FormContext, fill, unknown_columns, unread_columns};
pub use inputs::{FieldError, FormInput, FormInputs, FromInput};
pub use method::method_inputs;
pub use sourced::{SourcedAmount, SourcedRate};
pub use stated::StatedValue;
pub use value::{FormSection, FormTable, FormValue};
