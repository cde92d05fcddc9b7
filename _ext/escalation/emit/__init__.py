"""Emit of escalation charts."""
