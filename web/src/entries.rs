//! Files in one piece of memory: of each the length of its name, the length of its bytes, the name, the bytes.
//!
//! Lengths have four bytes, the lowest first, as WebAssembly and `DataView` both read them. No such format exists that both sides could
//! read without a library, and this one takes a few lines on each.

/// A file by its name.
pub(crate) type FileEntry = (String, Vec<u8>);

/// The files in a piece of memory; none where it does not end with the last of them or a name is not UTF-8.
pub(crate) fn read(mut bytes: &[u8]) -> Option<Vec<FileEntry>> {
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let (name, content);
        (name, bytes) = length(bytes)?;
        (content, bytes) = length(bytes)?;
        let (of_name, of_content);
        (of_name, bytes) = bytes.split_at_checked(name)?;
        (of_content, bytes) = bytes.split_at_checked(content)?;
        found.push((String::from_utf8(of_name.to_vec()).ok()?, of_content.to_vec()));
    }
    Some(found)
}

/// A length, and what follows it.
fn length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    Some((usize::try_from(u32::from_le_bytes(*length)).ok()?, rest))
}

/// The files as one piece of memory, after its own length; none where one is longer than the four bytes of a length can say.
pub(crate) fn write(files: &[FileEntry]) -> Option<Vec<u8>> {
    let mut out = vec![0; 4];
    for (name, content) in files {
        for part in [name.len(), content.len()] {
            out.extend(u32::try_from(part).ok()?.to_le_bytes());
        }
        out.extend(name.as_bytes());
        out.extend(content);
    }
    let whole = u32::try_from(out.len()).ok()?;
    out.get_mut(..4)?.copy_from_slice(&whole.to_le_bytes());
    Some(out)
}
