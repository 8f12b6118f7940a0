//! What JavaScript calls: memory to write a request into, one function, memory to read its answer from.
//!
//! It is written by hand because it is three functions; a generator of bindings would be a tool to install and code to carry. Every
//! `unsafe` of the package is here.
#![allow(unsafe_code)]

use crate::entries::{self, FileEntry};
use crate::request;

/// So many bytes of memory for a request; [`citycarbon_free`] or [`citycarbon_run`] takes them back.
// Safety of the name: no other function of the module has it, because only this file gives names.
#[unsafe(no_mangle)]
extern "C" fn citycarbon_alloc(length: usize) -> *mut u8 {
    handed_out(vec![0; length])
}

/// Takes memory back.
///
/// # Safety
/// `start` and `length` are those of memory that this module handed out and that was not taken back yet.
#[unsafe(no_mangle)]
unsafe extern "C" fn citycarbon_free(start: *mut u8, length: usize) {
    // SAFETY: the caller promises what `taken_back` requires.
    drop(unsafe { taken_back(start, length) });
}

/// Answers the request in this memory, which it takes back. The answer begins with its own length in four bytes, the lowest first.
///
/// # Safety
/// As [`citycarbon_free`].
#[unsafe(no_mangle)]
unsafe extern "C" fn citycarbon_run(start: *mut u8, length: usize) -> *mut u8 {
    // SAFETY: the caller promises what `taken_back` requires.
    let memory = unsafe { taken_back(start, length) };
    let files = entries::read(&memory);
    // The files are copied out, and the answer needs the room.
    drop(memory);
    handed_out(entries::write(&request::answered(files)).unwrap_or_else(too_long))
}

/// What is answered where the files are longer than a length can say: no file.
fn too_long() -> Vec<u8> {
    const NOTHING: &[FileEntry] = &[];
    entries::write(NOTHING).unwrap_or_default()
}

/// Memory for JavaScript. A boxed slice is as long as its content, so that start and length are all that is needed to take it back.
fn handed_out(bytes: Vec<u8>) -> *mut u8 {
    Box::into_raw(bytes.into_boxed_slice()).cast()
}

/// Memory that was handed out.
///
/// # Safety
/// `start` and `length` are those of a `handed_out`, and this is the first time that it is taken back.
unsafe fn taken_back(start: *mut u8, length: usize) -> Box<[u8]> {
    // SAFETY: it was a boxed slice of this start and length, which nobody else has.
    unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(start, length)) }
}
