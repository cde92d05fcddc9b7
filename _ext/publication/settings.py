"""The settings of a publication.

`schooljaar` and `uitgever` stand in `conf.py`; `voorbeeld` tells that the site is for editors only, and the
command of that name sets it.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facts.school_year import SchoolYear, day_of, source_date_epoch

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def setup_settings(app: "Sphinx") -> None:
    """Register the settings and fill in what `conf.py` leaves out."""
    app.add_config_value("schooljaar", "", "env", frozenset({str}), "school year, as 2026-2027")
    app.add_config_value("uitgever", "", "env", frozenset({str}), "publisher; the author if not given")
    app.add_config_value(
        "publication_data", "data", "html", frozenset({str}), "folder for data, from the root of the site"
    )
    app.add_config_value("voorbeeld", default=False, rebuild="html", types=frozenset({bool}))
    # Before anybody else looks at them: the running head of the PDF holds the school year.
    app.connect("config-inited", fill_settings, priority=100)


def fill_settings(app: "Sphinx", config: "Config") -> None:
    """Give `schooljaar` and `uitgever` their defaults and check the form of the school year.

    Raises:
        ConfigError: for a school year that is not one, in Dutch.
    """
    from sphinx.errors import ConfigError

    try:
        if config.schooljaar:
            config.schooljaar = str(SchoolYear.parse(config.schooljaar))
        else:
            today = datetime.now(UTC).date()
            epoch = source_date_epoch(Path(app.confdir), None, today)
            config.schooljaar = str(SchoolYear.of(day_of(epoch)))
    except ValueError as error:
        raise ConfigError(f"conf.py: {error}") from error
    config.uitgever = config.uitgever or config.author
