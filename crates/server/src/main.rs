//! The program `parvis`. Everything is in the library of this crate, where tests reach it.

fn main() -> std::process::ExitCode {
    server::run(std::env::args_os())
}
