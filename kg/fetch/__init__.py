"""Sources: files, folders, addresses, standard input and the bundled announcements, each ready to be loaded.

Naming what there is (`sources`) looks at folders and nothing else; bytes are read by `Source.load`, one source at a
time, so that a source that fails stops none of the others. What is on the web is fetched through one `Web` a run, which
asks servers politely and goes only where it may.
"""

from kg.fetch.addresses import same_site
from kg.fetch.guard import Nearness
from kg.fetch.loaded import Loaded, Validators
from kg.fetch.sources import Source, all_sources, sources, with_address
from kg.fetch.visit import USER_AGENT
from kg.fetch.web import Pace, Web

__all__ = [
    "USER_AGENT",
    "Loaded",
    "Nearness",
    "Pace",
    "Source",
    "Validators",
    "Web",
    "all_sources",
    "same_site",
    "sources",
    "with_address",
]
