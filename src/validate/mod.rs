//! Published and closed-form cases, run by the engine's own code.
