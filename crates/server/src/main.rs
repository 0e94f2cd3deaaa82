//! The program `parvis`.

#[cfg_attr(
    not(test),
    expect(
        dead_code,
        unused_imports,
        reason = "served by the command demo, which comes next"
    )
)]
mod demo;

fn main() {}
