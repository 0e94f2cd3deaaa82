//! The program `parvis`. Everything is in the library of this crate, where tests reach it.

/// See `allocator.rs` in the library.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    server::run(std::env::args_os())
}
