//! What is read: city folders, plain tables, parameters, and methods by name.

mod booking;
mod codes;
mod counted_once;
mod documented;
mod energy_basis;
mod everyday;
mod fossil_methane;
mod held;
mod in_memory;
mod land;
mod market;
mod methods;
mod methods_used;
mod new_folder;
mod offices;
mod organisation;
mod own_measure;
mod own_units;
mod parameters;
mod pedigree;
mod plain_tables;
mod plan;
mod reads_folder;
mod round_trip;
mod rows;
mod sampling;
mod sense;
mod status;
mod time;
mod views;

#[path = "../support/examples.rs"]
mod example_folders;
#[path = "../support/folder.rs"]
mod folder;
#[path = "../support/schema.rs"]
mod schema;
#[path = "../support/mod.rs"]
mod support;
