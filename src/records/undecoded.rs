//! Bytes as they are: without the feature `encodings` every file is read as UTF-8.

use std::io::{self, Read};

/// The name of an encoding that can be read.
pub(super) fn name_of(label: &str) -> Option<&'static str> {
    ["utf-8", "utf8"].contains(&label.to_ascii_lowercase().as_str()).then_some("utf-8")
}

/// A stream as UTF-8.
#[derive(Debug)]
pub(crate) struct AsItIs<R>(R);

impl<R> AsItIs<R> {
    pub(crate) fn new(inner: R, _: &'static str) -> Self {
        Self(inner)
    }

    /// The stream itself.
    pub(crate) fn into_inner(self) -> R {
        self.0
    }
}

impl<R: Read> Read for AsItIs<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}
