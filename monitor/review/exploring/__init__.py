"""The analysts' explorer: what is looked at, what of it is read, and which charts fit it. Nothing here draws."""
