"""Follow a government strategy: what was promised, what is reported, and what changed for people."""
