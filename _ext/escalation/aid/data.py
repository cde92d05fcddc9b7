"""What the script needs of a chart."""

from typing import Any

from escalation.model import Chart


def chart_data(chart: Chart) -> dict[str, Any]:
    return {
        "thresholds": [
            {"value": t.value, "unit": {"one": t.unit_one, "many": t.unit_many}} for t in chart.thresholds
        ],
        "steps": [
            {"name": s.name, "threshold": s.threshold, "strength": str(s.strength) if s.strength else None}
            for s in chart.steps
        ],
    }
