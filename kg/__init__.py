"""talkgraph: reads announcements of academic talks and turns them into linked data."""

__version__ = "0.1.0"
