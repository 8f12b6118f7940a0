//! Methods that are not written for every number yet: their forms.

pub(crate) mod transport;

use crate::methods::labelled::{Labelled, just_one, none_of, one_of};
use crate::methods::{Input, Inputs, MethodSpec as Worksheet, Outcome as Results, Output};
