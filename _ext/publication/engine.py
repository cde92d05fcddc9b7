"""Runs Sphinx: one reading, several builders, every message collected."""

import errno
import os
import shutil
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from docutils import nodes
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from editorial.collect import Collector, fault, vocabulary_of
from editorial.diagnosis import Diagnosis, merged
from editorial.translate import Vocabulary, translate
from markup.garbage import seldom_collected

_Result = TypeVar("_Result")


class Application(Sphinx):
    """Sphinx whose warnings are collected from the first extension on."""

    def __init__(self, collector: Collector, **arguments: Any) -> None:  # noqa: ANN401 - those of Sphinx
        """Take the same arguments as Sphinx."""
        self._collector = collector
        super().__init__(**arguments)

    def setup_extension(self, extname: str) -> None:
        """Load an extension; before the first one, start to listen."""
        self._collector.attach(self)
        super().setup_extension(extname)


@contextmanager
def _quiet() -> Iterator[None]:
    """Pass over what libraries tell programmers of libraries: an editor can do nothing with it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        yield


@dataclass
class Trail:
    """What the build is at, so that an unexpected fault can be given a place."""

    docname: str = ""
    read: list[str] = field(default_factory=list)

    def follow(self, app: Sphinx) -> None:
        """Follow the reading and writing of an application."""
        app.connect("env-before-read-docs", self._reads, priority=999)
        app.connect("source-read", self._at_source, priority=1)
        app.connect("doctree-resolved", self._at_page, priority=1)

    def _reads(self, _app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
        self.read.extend(docnames)

    def _at_source(self, _app: Sphinx, docname: str, _content: list[str]) -> None:
        self.docname = docname

    def _at_page(self, _app: Sphinx, _doctree: nodes.document, docname: str) -> None:
        self.docname = docname


class Engine:
    """Runs builders one after the other on one reading of the sources.

    Attributes:
        trail: where the build is.
        failed: whether a builder did not come to its end.
    """

    def __init__(
        self,
        root: Path,
        doctrees: Path,
        *,
        overrides: Mapping[str, Any],
        workers: int,
        log: Path,
        elsewhere: Callable[[str, int], tuple[str, int]] | None = None,
    ) -> None:
        """Prepare for the project in `root`.

        Args:
            root: the folder with `conf.py`.
            doctrees: where the one reading is kept.
            overrides: settings that replace those of `conf.py`.
            workers: number of processes for reading and writing.
            log: the file for traces of unexpected faults.
            elsewhere: gives a line of a page back to the file in which an editor wrote it.
        """
        self._root = root
        self._doctrees = doctrees
        self._overrides = dict(overrides)
        self._workers = workers
        self._log = log
        self._collector = Collector(root, elsewhere)
        self._vocabulary = Vocabulary()
        self._own: list[Diagnosis] = []
        self._read = False
        self.trail = Trail()
        self.failed = False

    def run(
        self,
        builder: str,
        out: Path,
        *,
        work: Callable[[Sphinx], _Result],
        settings: Mapping[str, Any] | None = None,
    ) -> _Result | None:
        """Make an application and do some work with it; what goes wrong is reported instead of raised.

        Args:
            builder: name of the builder.
            out: its output folder.
            work: what to do with the application.
            settings: further settings; they must not change how sources are read.

        Returns:
            What the work returns; None if something went wrong.
        """
        self.trail.docname = ""
        # Sphinx adds each application's translations to those of the one before in the same process.
        locale.translators.clear()
        try:
            with _quiet(), patch_docutils(self._root), docutils_namespace():
                app = Application(
                    self._collector,
                    srcdir=self._root,
                    confdir=self._root,
                    outdir=out,
                    doctreedir=self._doctrees,
                    buildername=builder,
                    confoverrides={**self._overrides, **(settings or {})},
                    status=None,
                    warning=StringIO(),
                    parallel=self._workers,
                )
                self.trail.follow(app)
                _work_out(app.env, again=not self._read)
                try:
                    result = work(app)
                    self._read = True
                    return result
                finally:
                    self._vocabulary = vocabulary_of(app)
        except SphinxError as error:
            self.failed = True
            self._sphinx_error(error)
        except OSError as error:
            self.failed = True
            self._own.append(disk_fault(error))
            self._write_trace()
        except Exception:
            self.failed = True
            self._unexpected()
        return None

    def _sphinx_error(self, error: SphinxError) -> None:
        trace = getattr(error, "traceback", None)
        unknown = translate(str(error), "", self._vocabulary).rule == "onbekend"
        if getattr(error, "orig_exc", None) and unknown:  # a fault in code that Sphinx called
            self._unexpected()
        elif trace:  # a worker process failed: the place is in its trace alone
            self._write_trace(str(trace))
            self._own.append(self._surprise())
        else:
            self._collector.add("", 0, "sphinx.error", str(error))

    def _unexpected(self) -> None:
        self._write_trace()
        self._own.append(self._surprise())

    def _surprise(self) -> Diagnosis:
        docname = self.trail.docname
        path = next(
            (p for p in (f"{docname}.md", f"{docname}.rst") if docname and (self._root / p).is_file()), ""
        )
        where = f"het verwerken van {path}" if path else "het bouwen"
        return fault(
            f"Er ging iets onverwachts mis bij {where}.",
            f"Maak je laatste wijziging ongedaan, of bezorg de beheerder het bestand {self._shown_log()}.",
            path=path,
            rule="onverwacht",
        )

    def _shown_log(self) -> str:
        try:
            return self._log.relative_to(self._root).as_posix()
        except ValueError:
            return str(self._log)

    def _write_trace(self, trace: str = "") -> None:
        """Keep what a programmer needs; a full disk must not hide the message itself."""
        try:
            self._log.parent.mkdir(parents=True, exist_ok=True)
            self._log.write_text(trace or traceback.format_exc(), encoding="utf-8")
        except OSError:
            pass

    def diagnoses(self) -> tuple[Diagnosis, ...]:
        """Return everything that was reported, in Dutch, sorted, each once."""
        return merged([*self._collector.diagnoses(self._vocabulary), *self._own])


def _work_out(env: BuildEnvironment, *, again: bool) -> None:
    """Let Sphinx work out once what it does after each reading, such as the numbers of chapters and figures.

    The first builder of an engine did so, and left it in the environment; it takes a good part of a second.
    What was set here may have been kept with the environment, and an edition starts from one that was kept.
    """
    if again:
        vars(env).pop("check_dependents", None)
    else:
        vars(env)["check_dependents"] = _no_documents


def _no_documents(_app: Sphinx, _already: set[str]) -> tuple[()]:
    return ()


def disk_fault(error: OSError) -> Diagnosis:
    """Say in Dutch why a file could not be read or written."""
    name = Path(str(error.filename)).name if error.filename else ""
    about = f" bij «{name}»" if name else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC}:
        return fault(f"De schijf is vol{about}.", "Maak plaats en probeer opnieuw.", rule="schijf")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return fault(
            f"Geen toegang{about}.",
            "Is het bestand ergens geopend? Sluit het, of vraag schrijfrechten voor deze map.",
            rule="schijf",
        )
    return fault(
        f"Lezen of schrijven mislukte{about}: {error.strerror or error}.", "Probeer opnieuw.", rule="schijf"
    )


@contextmanager
def steady_surroundings(epoch: int) -> Iterator[None]:
    """Fix what a machine could bring into the output, and let garbage be searched for less often."""
    kept = {name: os.environ.get(name) for name in ("SOURCE_DATE_EPOCH", "TZ")}
    os.environ.update(SOURCE_DATE_EPOCH=str(epoch), TZ="UTC")
    _use_time_zone()
    try:
        with seldom_collected():
            yield
    finally:
        for name, value in kept.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        _use_time_zone()


def _use_time_zone() -> None:
    if hasattr(time, "tzset"):  # not on Windows
        time.tzset()


def remove_traces_of_sphinx(site: Path) -> None:
    """Remove what Sphinx keeps for its next build, and templates that the theme leaves among its files."""
    names = (".buildinfo", ".buildinfo.bak", ".doctrees")
    for path in [*(site / name for name in names), *site.glob("_static/*webpack-macros.html")]:
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()
