"""Text that XML can hold."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 cannot hold, such as most control characters."""
    return _FORBIDDEN.sub("\ufffd", text)
