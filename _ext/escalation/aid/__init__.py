"""The decision aid `beslishulp`: which steps apply at a number, which to check, what comes next.

`logic` computes an answer from the model; `table` prints every answer of a chart as a table, for paper and
for pages without a script; `form` puts the questions on a page; `directive` ties them to a document.
"""

from escalation.aid.directive import setup_aid

__all__ = ["setup_aid"]
