"""What bodies report: events, the rules for accepting them, and the history as of a day.

Pure: nothing here reads a clock, a file or a database.
"""
