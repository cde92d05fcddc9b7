"""The data file of an application: read once, shared by all tables."""

from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from facts.model import Origin, Problem
from facts.store import registry_of, report
from markup import OutsideProjectError, inside
from markup.messages import Messages
from network.model import Network
from network.reading import read_network

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

warn = Messages("netwerk")
Read = tuple[Network, tuple[Problem, ...]]
# By configuration: an application and its environment share theirs, and it lives as long as they do.
_STORED: "WeakKeyDictionary[Config, Read]" = WeakKeyDictionary()


def path_of(holder: "Sphinx | BuildEnvironment") -> str:
    """Return the path of the file from the project folder; empty without one."""
    return str(holder.config.netwerk_bestand).strip("/")


def network_of(holder: "Sphinx | BuildEnvironment") -> Network:
    """Return what the file says; nothing without a file."""
    return _stored(holder)[0]


def report_file(app: "Sphinx") -> None:
    """Report what is wrong with the file, before any page is read."""
    report(_stored(app)[1], warn)


def _stored(holder: "Sphinx | BuildEnvironment") -> Read:
    config = holder.config
    if config not in _STORED:
        _STORED[config] = _read(holder)
    return _STORED[config]


def _read(holder: "Sphinx | BuildEnvironment") -> Read:
    root, path = Path(holder.srcdir), path_of(holder)
    if not path:
        return Network(), ()
    try:
        inside(root, path)
    except (OutsideProjectError, OSError, ValueError):
        cause, repair = "Het bestand over het netwerk ligt buiten het project.", "Kijk «netwerk_bestand» na."
        return Network(), (Problem(Origin("conf.py", 1), cause, repair, "leesbaar"),)
    return read_network(root, path, registry_of(holder))
