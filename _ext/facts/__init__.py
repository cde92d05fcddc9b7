"""Dated facts: model, loader, checks, roles and directives."""
