//! What is refused, each with its whole message.

mod city_folder;
mod ledger;

#[path = "../support/folder.rs"]
mod folder;
#[path = "../support/mod.rs"]
mod support;
