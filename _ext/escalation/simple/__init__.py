"""Layout of escalation charts."""
