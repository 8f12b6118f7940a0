//! What is refused, each with its whole message.

mod api;
mod city_folder;
mod energy_measures;
mod interaction;
mod ledger;
mod plan;
mod views;

#[path = "../support/folder.rs"]
mod folder;
#[path = "../support/mod.rs"]
mod support;
