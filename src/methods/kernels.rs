//! A method's one computation, in each number that it is used with: exact ratios for the inventory and, with the feature `sampling`,
//! `f64`.

use super::{Inputs, Outcome};
use crate::error::Result;
use crate::quantity::Ratio;

/// A computation in one number: from checked inputs to what it found.
pub(crate) type Kernel<N> = fn(&Inputs<N>) -> Result<Outcome<N>>;

/// The computation of a method.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kernels {
    pub(super) exact: Kernel<Ratio>,
    #[cfg(feature = "sampling")]
    pub(super) sampled: Kernel<f64>,
}

/// The computation of a generic function.
macro_rules! kernels {
    ($run:path) => {
        $crate::methods::kernels::Kernels {
            exact: $run,
            #[cfg(feature = "sampling")]
            sampled: $run,
        }
    };
}
