//! Methods that are not written for every number yet: their forms.

pub(crate) mod cogeneration;
pub(crate) mod fugitive;
pub(crate) mod incineration;
pub(crate) mod landfill;
pub(crate) mod wastewater;

use crate::methods::labelled::{Labelled, just_one, none_of, one_input, one_of, up_to_one};
use crate::methods::{Input, InputRow as Row, Inputs, MethodSpec as Worksheet, Outcome as Results, Output};
