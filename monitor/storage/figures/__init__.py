"""Reading the figures of editions. The only room that knows the engine; why it is this one: docs/decisions.md."""
