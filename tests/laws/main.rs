//! Laws: what holds for any input, module by module. Equality without tolerance; oracles of arbitrary precision.

mod activity;
mod booking;
mod check;
mod city;
mod comparison;
mod counted_once;
mod embedding;
mod energy_basis;
mod energy_measures;
mod exchange;
mod factors;
mod find;
mod firms;
mod folder;
mod footprints;
mod gas;
mod given;
mod html;
mod html_cities;
mod i18n;
mod indicators;
mod interaction;
mod inventory;
mod ledger;
mod measures;
mod methods;
mod methods_energy;
mod methods_instances;
mod methods_land;
mod methods_landfill;
mod methods_refrigerants;
mod methods_transport;
mod methods_waste;
mod note;
mod notice;
mod plan;
mod pollutants;
mod quantity;
mod record_tally;
mod report;
mod separation;
mod strategies;
mod taxonomy;
mod time;
mod views;
mod waste_plants;
mod workbooks;
mod zones;

#[path = "../support/examples.rs"]
mod examples;
#[path = "../support/schema.rs"]
mod schema;
#[path = "../support/mod.rs"]
mod support;
