"""Reading aids: what may be said of figures, and what is refused because it would mislead."""
