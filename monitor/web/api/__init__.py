"""The read-only JSON interface at /api/v1: what the pages show, for programs, under the same permission."""
