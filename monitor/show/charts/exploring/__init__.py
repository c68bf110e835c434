"""The charts of the explorer: pure functions from what is looked at to a figure, and what of it is not drawn."""
