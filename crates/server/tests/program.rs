//! The program as an operator meets it: arguments in; lines, documents, exit codes and signals out.

#[cfg(test)]
mod program {
    mod command_line;
    mod database;
    mod documents;
    mod harness;
    mod places;
    mod serving;
}
