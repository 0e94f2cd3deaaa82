//! Types and rules of Parvis: no I/O, no clock, no randomness.
