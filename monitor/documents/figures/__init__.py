"""Figures as files in the forms of `monitor.measures.exports.Format`, written bit by bit, however many there are."""
