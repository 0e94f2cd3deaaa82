//! The program `parvis`.

#[cfg_attr(not(test), expect(dead_code, reason = "served by the command demo, which comes next"))]
mod demo;

fn main() {}
