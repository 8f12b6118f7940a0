//! The pages of docs/th: every command in them is run, in order, with the files that the page gives; what they quote is printed.

use super::{Folder, at};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A block of a page between three backticks: what follows them, and its text.
struct Block {
    kind: String,
    file: String,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let text = fs::read_to_string(at(page)).unwrap();
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let (kind, file) = info.split_once(' ').unwrap_or((info, ""));
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        found.push(Block { kind: kind.to_owned(), file: file.to_owned(), text: body.join("\n") + "\n" });
    }
    found
}

/// One space for several.
fn single_spaced(text: &[u8]) -> String {
    String::from_utf8_lossy(text).lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ") + "\n").collect()
}

fn run(folder: &Path, command: &str) -> Output {
    let words = command.strip_prefix("citycarbon ").unwrap_or_else(|| panic!("a command of the program: {command}"));
    Command::new(env!("CARGO_BIN_EXE_citycarbon")).args(words.split(' ')).current_dir(folder).output().unwrap()
}

/// Runs a page; the number of commands and of quoted lines.
fn walk(page: &str, folder: &Path) -> (usize, usize) {
    let (mut commands, mut quotes) = (0, 0);
    let mut last: Option<Output> = None;
    let blocks = blocks(page);
    for (number, block) in blocks.iter().enumerate() {
        match block.kind.as_str() {
            "sh" => {
                for command in block.text.lines() {
                    commands += 1;
                    let output = run(folder, command);
                    // A refusal is what the next block quotes.
                    let is_refused = blocks.get(number + 1).is_some_and(|next| next.kind == "stderr");
                    assert_eq!(
                        output.status.success(),
                        !is_refused,
                        "{page}: {command}: {}",
                        String::from_utf8_lossy(&output.stderr)
                    );
                    last = Some(output);
                }
            }
            "stdout" | "stderr" => {
                let output = last.as_ref().unwrap();
                let printed = single_spaced(if block.kind == "stdout" { &output.stdout } else { &output.stderr });
                for line in block.text.lines() {
                    quotes += 1;
                    assert!(printed.lines().any(|printed| printed == line), "{page}: {line}\nis not in\n{printed}");
                }
            }
            "replace" => {
                let (file, mut lines) = (folder.join(&block.file), block.text.lines());
                let (before, after) = (lines.next().unwrap(), lines.next().unwrap());
                let text = fs::read_to_string(&file).unwrap();
                assert!(text.contains(before), "{page}: {before}");
                fs::write(&file, text.replace(before, after)).unwrap();
            }
            _ if !block.file.is_empty() => fs::write(folder.join(&block.file), &block.text).unwrap(),
            _ => {}
        }
    }
    (commands, quotes)
}

#[test]
fn the_first_inventory_is_made_as_its_page_tells() {
    let folder = Folder::new();
    assert_eq!(walk("docs/th/first_inventory.md", &folder.0), (7, 9));
}

#[test]
fn the_commands_of_the_other_pages_run() {
    assert_eq!(walk("docs/th/README.md", &at("")), (7, 0));
    assert_eq!(walk("docs/th/city_folder.md", &at("")), (3, 0));
}
