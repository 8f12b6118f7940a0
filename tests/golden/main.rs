//! Figures that must not move: example cities, sector models and shipped tables, held against frozen files and hand-worked figures.

mod bangkok;
mod bangkok_waste;
mod brt;
mod bundled;
mod cities;
mod comparison;
mod energy;
mod examples;
mod exchange;
mod firms;
mod footprints;
mod grids;
mod indicators;
mod korea;
mod land_measures;
mod organisation;
mod osaka;
mod outputs;
mod plan;
mod pollutants;
mod rooftop_solar;
mod slips;
mod tgo;
mod thai;
mod views;
mod waste_plants;
mod waste_separation;
mod waste_trucks;
mod written;
mod yokohama;

#[path = "../support/examples.rs"]
mod example_folders;
#[path = "../support/folder.rs"]
mod folder;
#[path = "../support/golden.rs"]
mod golden;
#[path = "../support/measure.rs"]
mod measure;
#[path = "../support/schema.rs"]
mod schema;
