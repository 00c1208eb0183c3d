"""A writer of small PDFs for tests: words at places, in Helvetica, whose letters every reader has."""

from dataclasses import dataclass, field


@dataclass
class Sheet:
    """A page: words at (x, y) in points from the lower left, links over boxes, and raw drawing."""

    drawn: list[str] = field(default_factory=list)
    links: list[tuple[tuple[float, float, float, float], str]] = field(default_factory=list)

    def words(self, text: str, x: float, y: float, size: float = 10, *, font: str = "F1", turned: bool = False) -> "Sheet":
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        matrix = f"0 1 -1 0 {x} {y}" if turned else f"1 0 0 1 {x} {y}"
        self.drawn.append(f"BT /{font} {size} Tf {matrix} Tm ({escaped}) Tj ET")
        return self

    def lines(self, x: float, y: float, *texts: str, size: float = 10, font: str = "F1") -> "Sheet":
        """Lines below one another, 1.2 of their size apart."""
        for number, text in enumerate(texts):
            self.words(text, x, y - 1.2 * size * number, size, font=font)
        return self


def pdf(*sheets: Sheet, catalog: str = "", encrypted: bool = False) -> bytes:
    """The bytes of a PDF of these pages, A4."""
    objects = [
        "", "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]  # fmt: skip
    kids = []
    for sheet in sheets:
        content = "\n".join(sheet.drawn)
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
        stream = len(objects)
        notes = "".join(
            f"<< /Type /Annot /Subtype /Link /Rect [{' '.join(map(str, box))}] /A << /S /URI /URI ({address}) >> >>" for box, address in sheet.links
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R /Annots [{notes}]"
            " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        kids.append(len(objects))
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    lock = ""
    if encrypted:
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>")
        lock = f"/Encrypt {len(objects)} 0 R /ID [<41><41>]"
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R {lock} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
