"""A bound on memory, for what a stranger's templates may make."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def bounded(more: int) -> Iterator[None]:
    """No more memory than so many bytes beyond what the process holds; what wants more raises MemoryError.

    Where the system does not tell what a process holds (only Linux does), there is no bound.
    """
    try:
        import resource  # noqa: PLC0415 - not on every system

        held = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except (ImportError, OSError):
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    limits = [held + more, *(each for each in before if each != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
