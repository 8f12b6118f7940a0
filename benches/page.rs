//! The page for browsers next to the page of text, of Bangkok with its plan: what is left to do when the city is computed.

use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::report;
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;

fn page(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/bangkok");
    let city = City::open(&folder, &FolderOptions::default()).unwrap();
    let (statements, plan) = (city.close().unwrap(), city.plan().unwrap());
    let mut group = criterion.benchmark_group("page");
    group.sample_size(20);
    for language in [Language::English, Language::Thai] {
        group.bench_function(format!("text, {language}"), |bencher| {
            bencher.iter(|| assert!(report::page(black_box(&statements), language).unwrap().len() > 1_000));
        });
        group.bench_function(format!("for browsers, {language}"), |bencher| {
            bencher.iter(|| {
                assert!(report::html_page(black_box(&statements), plan.as_ref(), language).unwrap().len() > 100_000);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, page);
criterion_main!(benches);
