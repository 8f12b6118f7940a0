//! What is read: city folders, plain tables, parameters, and methods by name.

mod booking;
mod counted_once;
mod methods;
mod own_measure;
mod parameters;
mod plain_tables;
mod reads_folder;
mod round_trip;
mod status;
mod time;

#[path = "../support/folder.rs"]
mod folder;
#[path = "../support/mod.rs"]
mod support;
