"""Measurements beside peers. Nothing here is asserted: a clock is no test."""
