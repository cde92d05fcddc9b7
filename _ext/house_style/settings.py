"""What the author of conf.py chose."""

from sphinx.config import Config


def is_set(config: Config, name: str) -> bool:
    """Tell whether conf.py or the command line gives this setting."""
    return name in config._raw_config or name in config.overrides
