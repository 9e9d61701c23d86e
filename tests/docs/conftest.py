"""The pages of the documentation: their fenced blocks, and a shell that runs what they show."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
ANYTHING = "…"
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Block(NamedTuple):
    """A fenced block: its page, the line it begins on, its language, its title and its text."""

    page: Path
    line: int
    language: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


@dataclass
class Shell:
    """Does what a page says, in a folder: files are written, lines mended, commands run."""

    home: Path
    here: Path = field(init=False)

    def __post_init__(self) -> None:
        self.here = self.home

    def follow(self, block: Block) -> None:
        """Do what a block says; blocks without a title that are not console are for reading."""
        if block.language == "console":
            for command, expected in commands(block.text):
                self.compare(block, command, expected)
        elif block.language == "diff" and block.title:
            self.mend(block)
        elif block.title:
            file = self.here / block.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")

    def mend(self, block: Block) -> None:
        """Replace the lines marked with - by those marked with +; … stands for what stays."""
        file = self.here / block.title
        text = file.read_text(encoding="utf-8")
        lines = block.text.splitlines()
        old = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
        new = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
        found = re.findall("(.*)".join(map(re.escape, old.split(ANYTHING))), text)
        assert len(found) == 1, f"{block}: {len(found)} times in {block.title}:\n{old}"
        kept = [found[0]] if isinstance(found[0], str) else list(found[0])
        for part in kept if ANYTHING in old else []:
            old, new = old.replace(ANYTHING, part, 1), new.replace(ANYTHING, part, 1)
        file.write_text(text.replace(old, new), encoding="utf-8")

    def compare(self, block: Block, command: str, expected: str) -> None:
        """Run a command and hold what it prints against what the page shows."""
        printed = self.run(command)
        assert matches(expected, printed), (
            f"{block}: $ {command}\n--- the page shows\n{expected}\n--- the tool prints\n{printed}"
        )

    def run(self, command: str) -> str:
        """Return what a command prints in a terminal; `cd` holds for those that follow."""
        if command.startswith("cd "):
            self.here = (self.here / command[3:].strip()).resolve()
            assert self.here.is_relative_to(self.home)
            return ""
        ours, its = pty.openpty()
        with subprocess.Popen(
            ["bash", "-c", command], cwd=self.here, env=_environment(),
            stdin=subprocess.DEVNULL, stdout=its, stderr=its,
        ):  # fmt: skip
            os.close(its)
            with os.fdopen(ours, "rb") as terminal:
                printed = b"".join(_until_closed(terminal))
        return COLOURS.sub("", printed.decode("utf-8")).replace("\r\n", "\n")


def _until_closed(terminal: BinaryIO) -> Iterator[bytes]:
    """Yield what comes from a terminal; Linux ends it with an error, others with nothing."""
    with contextlib.suppress(OSError):
        while part := terminal.read1():  # type: ignore[attr-defined]
            yield part


def _environment() -> dict[str, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with the output shown below it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        lines = part.split("\n")
        last = 0
        while lines[last].endswith("\\"):
            last += 1
        command = "\n".join(line.removeprefix("> ") for line in lines[: last + 1])
        yield command, "\n".join(lines[last + 1 :])


def matches(expected: str, printed: str) -> bool:
    """Tell whether an output is as shown: … is anything in a line, or any lines when alone."""
    wanted = [line.rstrip() for line in expected.strip("\n").split("\n")]
    given = "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").split("\n"))
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == ANYTHING else _line(line) for line in wanted)
    return re.fullmatch(pattern, given) is not None


def _line(line: str) -> str:
    return ".*".join(re.escape(part) for part in line.split(ANYTHING)) + "\n"


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    found, opened, held = [], None, []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        fence = re.match(r"\s*```(.*)", line)
        if fence and opened is None:
            opened, held = (number, fence[1].strip()), []
        elif fence and opened is not None:
            found.append(_block(page, *opened, "".join(f"{text}\n" for text in held)))
            opened = None
        else:
            held.append(line)
    assert opened is None, f"{page}: the block of line {opened} is never closed"
    return found


def _block(page: Path, line: int, info: str, text: str) -> Block:
    language, *rest = shlex.split(info) or [""]
    titles = [word.removeprefix("title=") for word in rest if word.startswith("title=")]
    return Block(page, line, language, titles[0] if titles else "", text)


@pytest.fixture(scope="session")
def pages() -> list[Path]:
    """Every page of the documentation."""
    return PAGES


@pytest.fixture(scope="session")
def every_block() -> list[Block]:
    """Every fenced block of the documentation."""
    return [block for page in PAGES for block in blocks(page)]


@pytest.fixture(scope="session")
def blocks_of() -> Callable[[str], list[Block]]:
    """The fenced blocks of a page, by its path."""
    return lambda name: blocks(ROOT / name)


@pytest.fixture(scope="session")
def commands_of() -> Callable[[str], list[str]]:
    """The commands of a console block."""
    return lambda text: [command for command, _ in commands(text)]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder with the README."""
    return ROOT


@pytest.fixture(scope="session")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as the tutorial leaves it; every step has been compared with the page."""
    shell = Shell(tmp_path_factory.mktemp("tutorial"))
    for block in blocks(ROOT / "docs" / "tutorial.md"):
        shell.follow(block)
    return shell.here


@pytest.fixture
def shell() -> Callable[[Path], Shell]:
    """A shell in a folder."""
    return Shell
