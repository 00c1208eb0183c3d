"""Makes data/authorities/ordinary_words.txt.gz: the words a reader of each language meets most, by wordfreq.

    pip install wordfreq && python tools/ordinary_words.py

wordfreq (Speer 2022) counts words of subtitles, encyclopedias, news and books; its lists are under CC BY-SA 4.0, and so
is the file made from them. Words of fewer than three letters are left out: names of East Asia have such parts.
"""

import gzip
from pathlib import Path

from wordfreq import top_n_list

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru")
MOST = 8_000
TARGET = Path(__file__).resolve().parent.parent / "data" / "authorities" / "ordinary_words.txt.gz"


def main() -> None:
    """Writes the file: a line for each language, the words in the order of the alphabet."""
    lines = ["# The 8,000 most frequent words of each language (wordfreq, Speer 2022, CC BY-SA 4.0), three letters or more."]
    for language in LANGUAGES:
        found = sorted({word for word in top_n_list(language, MOST) if word.isalpha() and len(word) > 2})
        lines.append(f"{language} {' '.join(found)}")
    TARGET.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))


if __name__ == "__main__":
    main()
