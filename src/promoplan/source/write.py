"""Writing a file whole or not at all."""

import errno
import os
import secrets
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from promoplan.errors import OutputError
from promoplan.source.root import is_inside, real, root_of

_NEW_MODE = 0o666  # the user's umask takes its share
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_EXISTS = "{path}: already there"


def write_atomic(path: Path, data: str | bytes, *, overwrite: bool) -> None:
    """Writes a file by way of a temporary one beside it, so that at any moment the old or the new is there.

    Text is written as UTF-8, line ends as they are. An existing file keeps its mode; a link is followed when it stays
    inside the root. Raises OutputError, and then nothing has changed: for a file that is there when `overwrite` is
    False, one that is read-only or not regular, a link that leads out, and whatever the system refuses.
    """
    with _trouble_told(path), _ended_later():
        target, mode = _target(path, overwrite=overwrite)
        raw = data.encode("utf-8") if isinstance(data, str) else data
        temporary = target.with_name(f".promoplan-{secrets.token_hex(8)}.tmp")
        try:
            _write(temporary, raw, mode)
            _put_in_place(temporary, target, overwrite=overwrite)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()


def refuse_unwritable(path: Path) -> None:
    """Raises OutputError where `write_atomic` with `overwrite` would: for whom the work before writing would be lost.

    Nothing is changed, and a disk that is full is not foreseen.
    """
    with _trouble_told(path):
        target, _ = _target(path, overwrite=True)
        if not stat.S_ISDIR(target.parent.stat().st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        if not os.access(target.parent, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@contextmanager
def _trouble_told(path: Path) -> Iterator[None]:
    """Turns what the system refuses into an OutputError for `path`."""
    try:
        yield
    except FileExistsError:
        raise OutputError(_EXISTS, path=str(path)) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise OutputError("{path}: {reason}", path=str(path), reason=reason or str(error)) from error


@contextmanager
def _ended_later() -> Iterator[None]:
    """Puts off Ctrl-C and the like for the moment that a file takes, so that no temporary one stays behind."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _target(path: Path, *, overwrite: bool) -> tuple[Path, int | None]:
    """The file that is truly written, and its mode if it is there."""
    target = path
    if path.is_symlink():
        if not is_inside(path, root_of(path)):
            raise OutputError("{path}: a link that leads out of the project", path=str(path))
        target = real(path)
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return target, None
    if not stat.S_ISREG(mode):
        raise OutputError("{path}: not a regular file", path=str(path))
    if not overwrite:
        raise OutputError(_EXISTS, path=str(path))
    if not mode & stat.S_IWUSR or not os.access(target, os.W_OK):
        raise OutputError("{path}: read-only", path=str(path))
    return target, stat.S_IMODE(mode)


def _write(temporary: Path, raw: bytes, mode: int | None) -> None:
    with os.fdopen(os.open(temporary, _FLAGS, _NEW_MODE), "wb") as file:
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(file.fileno(), mode)
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(temporary: Path, target: Path, *, overwrite: bool) -> None:
    """Gives the finished file its name; without `overwrite` a file that appeared meanwhile stays."""
    if overwrite:
        temporary.replace(target)
    else:
        try:
            os.link(temporary, target)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if os.path.lexists(target):
                raise FileExistsError from None
            temporary.replace(target)
    with suppress(OSError):  # not every system can sync a folder
        descriptor = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
