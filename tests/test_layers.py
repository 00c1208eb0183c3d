"""The layers, the sizes and the manners of the code, held by reading it."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

LAYERS = (
    ("kg.errors", "kg.rules", "kg.vocab"),
    ("kg.model", "kg.config"),
    ("kg.iris", "kg.text", "kg.formats"),
    ("kg.read", "kg.fetch", "kg.sources", "kg.store", "kg.archive", "kg.queries", "kg.sparql"),
    ("kg.extract", "kg.describe", "kg.publish", "kg.validate"),
    ("kg.identify",),
    ("kg.pipeline", "kg.pages"),
    ("kg.cli", "web"),
)
"""From the bottom up; a module imports only from its own layer and those below."""

SIDEWAYS = {("kg.pipeline", "kg.pages"), ("kg.pages", "kg.pipeline"), ("web", "kg.cli")}
"""Neighbours of one layer that may not know of each other. `kg serve` starts the web site, so kg.cli may import web."""

UPWARDS = {("kg.describe", "kg.identify"), ("kg.publish", "kg.identify")}
"""What describe takes is what identify gives: it may name its types."""

GENERATED = {"kg/vocab.py"}


def modules() -> list[Path]:
    return sorted(path for top in ("kg", "web") for path in (ROOT / top).rglob("*.py"))


def part(module: str) -> str:
    """The part of the code a module belongs to: `kg.text` for kg.text.dates."""
    pieces = module.split(".")
    return pieces[0] if pieces[0] != "kg" else ".".join(pieces[:2])


def level(name: str) -> int:
    return next((number for number, layer in enumerate(LAYERS) if name in layer), -1)


def imports(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "kg":
                found += [f"kg.{alias.name}" for alias in node.names]
            else:
                found.append(node.module)
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_its_own_layer_and_those_below(path: Path):
    own = part(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for module in imports(path):
        other = part(module)
        if level(other) < 0 or other == own or level(own) < 0:
            continue
        assert level(other) <= level(own) or (own, other) in UPWARDS, f"{own} imports {module}, which is above it"
        assert (own, other) not in SIDEWAYS, f"{own} imports {module}, which stands beside it"


@pytest.mark.parametrize("path", sorted((ROOT / "web").rglob("*.py")), ids=lambda path: path.name)
def test_the_web_site_touches_no_rdf_library(path: Path):
    assert not {module.split(".")[0] for module in imports(path)} & {"rdflib", "pyoxigraph", "pyshacl", "SPARQLWrapper"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_holds_one_idea(path: Path):
    name = str(path.relative_to(ROOT))
    if name not in GENERATED:
        assert len(path.read_text().splitlines()) <= 320, f"{name} has two ideas: find the second"
    assert path.stem not in {"utils", "helpers", "helper", "manager", "common", "misc"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_sparql_stands_only_in_query_files(path: Path):
    if str(path.relative_to(ROOT)) in GENERATED:
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not re.search(r"\b(SELECT|CONSTRUCT|ASK|DESCRIBE)\b[^.]*\{[^}]*\?\w", node.value), node.value[:80]


def test_errors_are_caught_whole_only_at_the_outermost_frames():
    broad = [
        str(path.relative_to(ROOT))
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"})
    ]
    assert set(broad) <= {"kg/cli/__init__.py", "web/errors.py"}, broad


def test_every_public_function_and_class_says_what_it_is():
    silent = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in modules()
        for node in ast.parse(path.read_text()).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]
    assert silent == []
