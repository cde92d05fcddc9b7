"""Escalation charts: one model, drawn, spoken, checked and computed.

The flow is one way: directives -> written form -> `resolve` -> frozen `model` -> `checks` ->
`layout` -> `emit`.
"""
