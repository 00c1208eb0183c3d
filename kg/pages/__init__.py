"""What each page shows, as frozen dataclasses of plain strings; `web` turns them into HTML and knows no RDF."""
