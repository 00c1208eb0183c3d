"""People's names and lists of people as announcements print them; the whole of what other modules need of them."""

from kg.text.name_finding import NameMention, find_names, is_name
from kg.text.people import PersonMention, split_people

__all__ = ["NameMention", "PersonMention", "find_names", "is_name", "split_people"]
