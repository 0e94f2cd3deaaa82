//! What the demo town promises: complete, varied, and wholly invented.
