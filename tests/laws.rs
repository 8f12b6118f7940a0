//! Laws: what holds for any input, room by room. Equality without tolerance; oracles of arbitrary precision.

#[path = "laws/activity.rs"]
mod activity;
#[path = "laws/factors.rs"]
mod factors;
#[path = "laws/folder.rs"]
mod folder;
#[path = "laws/gas.rs"]
mod gas;
#[path = "laws/given.rs"]
mod given;
#[path = "laws/inventory.rs"]
mod inventory;
#[path = "laws/measures.rs"]
mod measures;
#[path = "laws/methods.rs"]
mod methods;
#[path = "laws/methods_energy.rs"]
mod methods_energy;
#[path = "laws/methods_landfill.rs"]
mod methods_landfill;
#[path = "laws/methods_transport.rs"]
mod methods_transport;
#[path = "laws/methods_waste.rs"]
mod methods_waste;
#[path = "laws/note.rs"]
mod note;
#[path = "laws/notice.rs"]
mod notice;
#[path = "laws/quantity.rs"]
mod quantity;
#[path = "laws/separation.rs"]
mod separation;
#[path = "laws/taxonomy.rs"]
mod taxonomy;
