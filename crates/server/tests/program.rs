//! The program as an operator meets it: arguments in; lines, documents, exit codes and signals out.

#[cfg(test)]
mod program {
    mod backup;
    mod bad_files;
    mod bad_requests;
    mod command_line;
    mod damage;
    mod database;
    mod documents;
    mod first_steps;
    mod harness;
    mod invented;
    mod killed;
    mod layouts;
    mod losses;
    mod mail;
    mod memory;
    mod other_places;
    mod places;
    mod serving;
    mod targets;
    mod trust;
}
