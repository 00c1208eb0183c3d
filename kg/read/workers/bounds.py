"""The memory and the work that a worker may spend."""

import resource

MEMORY = 1 << 30
"""Bytes of address space; a PDF of 20 MB took 300 MB."""
WORK = 60
"""Seconds of the processor's own time, a backstop behind the counts of pages, characters and cells."""


def bound() -> None:
    """Ends this process when it spends more than its bounds."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (WORK, WORK))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
