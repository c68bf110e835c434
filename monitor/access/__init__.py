"""Who may do what: the roles, the one matrix of role and action, and who holds which role."""
