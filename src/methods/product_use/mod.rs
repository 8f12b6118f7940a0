//! Products that release gases while they are used (GPC IV.2).

pub mod refrigerants;
