"""The floors of DESIGN: imports go downward, modules are small and say what they are for."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kg

PACKAGE = Path(kg.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
# From the top down. A module may import from its own floor and from those below it.
FLOORS = ("cli", "serve", "shell", "show", "query", "trace", "graph", "check", "records")
BASE = {"errors", "files", "findings", "notebook", "passages", "sparql", "text", "visible", "words"}
# The public face of the package stands above everything but the command line.
FACE = {"__init__", "__main__", "library"}
HEAVY = {
    "rdflib", "networkx", "numpy", "pyvis", "pyshacl", "rich", "jinja2", "pandas", "polars",
    "pyarrow", "starlette", "uvicorn",
}  # fmt: skip
LONGEST = 250
NAMES = re.compile(r"utils?|helpers?|managers?|common|misc|tools?|base")


def name(file: Path) -> str:
    return ".".join(("kg", *file.relative_to(PACKAGE).with_suffix("").parts))


def floor(module: str) -> int:
    """Return how high a module stands: 0 is a base module."""
    parts = module.split(".")
    if len(parts) == 1 or parts[1] in FACE:
        return len(FLOORS) + 1
    if parts[1] in FLOORS:
        return len(FLOORS) - FLOORS.index(parts[1])
    assert parts[1] in BASE, f"{module} stands on no floor"
    return 0


def imports(file: Path) -> list[tuple[str, int]]:
    """Return each module of the package that a file imports, with the line."""
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: a relative import"
            found.append((node.module or "", node.lineno))
    return [(module, line) for module, line in found if module.split(".")[0] == "kg"]


def test_imports_go_downward_only() -> None:
    wrong = [
        f"{file.relative_to(PACKAGE)}:{line} imports {module}"
        for file in FILES
        for module, line in imports(file)
        if floor(module) > floor(name(file)) and module != "kg"
    ]
    assert wrong == []


def test_no_module_imports_itself_through_others() -> None:
    """Imports within functions and for types count: a circle is hard to read wherever it closes."""
    names = {name(file) for file in FILES}
    left = {name(file): {one for one, _ in imports(file)} & names for file in FILES}
    while free := {module for module, needed in left.items() if not needed & left.keys()}:
        left = {module: needed for module, needed in left.items() if module not in free}
    assert not left


def test_only_the_version_is_taken_from_the_face() -> None:
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "kg":
                assert [alias.name for alias in node.names] == ["__version__"], file


def test_every_floor_is_there() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert rooms == set(FLOORS)
    modules = {file.stem for file in PACKAGE.glob("*.py")}
    assert modules == BASE | FACE


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_module(file: Path) -> None:
    text = file.read_text("utf-8")
    lines = text.splitlines()
    assert len(lines) <= LONGEST
    said = ast.get_docstring(ast.parse(text)) or ""
    first = said.partition("\n")[0]
    assert lines[0].startswith(('"""', 'r"""')), "the first line says what the module is for"
    assert first.endswith((".", "?")), first
    assert not any(
        NAMES.fullmatch(part) for part in file.relative_to(PACKAGE).with_suffix("").parts
    )
    if not file.stem.startswith("__"):
        assert "from __future__ import annotations" in lines


def test_files_are_small() -> None:
    sizes = sorted(
        len(file.read_text("utf-8").splitlines()) for file in FILES if file.stem != "__init__"
    )
    assert sizes[len(sizes) // 2] <= 130


def test_nobody_catches_everything_or_prints() -> None:
    wrong = []
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            broad = isinstance(node, ast.ExceptHandler) and (
                node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"}
            )
            reraised = broad and any(
                isinstance(n, ast.Raise) and n.exc is None for n in ast.walk(node)
            )
            prints = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
            if (broad and not reraised) or prints:
                wrong.append(f"{file}:{node.lineno}")
    assert wrong == []


def loaded(*command: str) -> set[str]:
    """Return the top-level modules that are loaded when a program has run."""
    script = "import sys\n{}\nsys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script.format(*command)], capture_output=True, text=True, check=True
    )
    return {module.partition(".")[0] for module in done.stderr.split()}


HELP = (
    "sys.argv = ['kg', {}]\nfrom kg.cli.main import commands\ncommands.main(standalone_mode=False)"
)
QUICK = {
    "import": "import kg; kg.__version__; dir(kg)",
    "help": HELP.format("'--help'"),
    "version": HELP.format("'--version'"),
}


@pytest.mark.parametrize("case", QUICK)
def test_what_must_be_quick_loads_nothing_heavy(case: str) -> None:
    assert loaded(QUICK[case]) & (HEAVY | {"pyoxigraph", "yaml", "msgspec"}) == set()


@pytest.mark.parametrize(
    "verb", ["check", "build", "info", "search", "trace", "export", "attach", "anchor"]
)
def test_plain_verbs_load_nothing_heavy(verb: str) -> None:
    assert loaded(f"import kg; kg.{verb}") & HEAVY == set()


def test_a_check_loads_nothing_heavy(invented: Path) -> None:
    assert loaded(f"import kg; kg.check({str(invented)!r})") & HEAVY == set()


def test_the_public_face() -> None:
    assert kg.__all__ == [
        "Graph", "anchor", "attach", "build", "check", "demo", "export", "gates", "info", "open",
        "push", "queries", "query", "receipts_table", "robust", "search", "serve", "site",
        "trace", "trace_page", "view", "why",
    ]  # fmt: skip
    assert all(callable(getattr(kg, verb)) for verb in kg.__all__)
    assert dir(kg) == sorted([*kg.__all__, "__version__"])
    with pytest.raises(AttributeError, match="nonsense"):
        kg.nonsense  # type: ignore[attr-defined]  # noqa: B018


ORDERS = [
    "import kg, kg.check.values; kg.check",
    "import kg.trace.trace, kg; kg.trace",
    "from kg import query; import kg.query.guard; query",
    "import kg; kg.build; kg.check",
    "import kg.check.project as room; import kg; room.check; kg.check",
]


@pytest.mark.parametrize("order", ORDERS[:-1])
def test_a_verb_is_a_function_though_a_room_has_its_name(order: str) -> None:
    script = order.rpartition("; ")
    code = f"{script[0]}; assert callable({script[2]}), {script[2]}"
    subprocess.run([sys.executable, "-c", code], check=True)
