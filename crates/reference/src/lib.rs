//! Communes, départements, régions and calendars of France, built into the program.
