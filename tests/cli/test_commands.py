"""The command line: help with an example for every verb, exit codes, messages, pipes, locales."""

from __future__ import annotations

import ast
import json
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.cli.main import commands

VERBS = commands.list_commands(None)  # type: ignore[arg-type]
NAME = "gazette-2031-05-03"
COMMAND = shlex.join([sys.executable, "-m", "kg"])
ANSI = "\x1b["


def test_the_verbs_of_the_issue_are_there() -> None:
    named = {
        "build",
        "check",
        "attach",
        "anchor",
        "query",
        "queries",
        "trace",
        "view",
        "info",
        "demo",
    }
    assert named <= set(VERBS)
    assert named <= set(kg.__all__)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb: str, run: Any) -> None:
    done = run(verb, "--help")
    assert done.returncode == 0
    assert done.stderr == ""
    examples = re.findall(r"Examples?:\s+(kg .*)", done.stdout)
    assert examples, done.stdout
    assert all(shlex.split(example)[1] == verb for example in examples)


@pytest.mark.parametrize("verb", ["query", "search", "attach"])
def test_what_is_left_out_is_told_with_an_example(verb: str, run: Any) -> None:
    done = run(verb)
    assert done.returncode == 2
    assert re.fullmatch(rf"  for example: kg {verb} \S.*", done.stderr.splitlines()[-1])


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_says_what_it_does(verb: str) -> None:
    command = commands.get_command(None, verb)  # type: ignore[arg-type]
    assert command is not None
    for parameter in command.params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", None), f"kg {verb} {parameter.name}"


def test_help_is_a_word_as_well(run: Any) -> None:
    assert run("help").stdout == run("--help").stdout
    assert run("help", "view").stdout == run("view", "--help").stdout
    assert run("help", "vew").returncode == 2


def test_help_of_all_lists_every_verb_once(run: Any) -> None:
    told = run("--help").stdout
    assert [told.count(f"\n  {verb} ") for verb in VERBS] == [1] * len(VERBS)
    assert run("-h").stdout == told
    assert run("--version").stdout.strip() == f"kg, version {kg.__version__}"


WRONG = {
    "biuld": "did you mean build",
    "qurey": "did you mean query",
    "zzzzzz": "kg --help lists the verbs",
    "build --zzz": "No such option",
    "trace": "say what to trace",
    "export -f xml": "Invalid value",
    f"attach gazette {__file__}": "there is no source 'gazette'",
    "anchor gazette": "there is no source 'gazette'",
    "trace southfn": "did you mean southfen",
}


@pytest.mark.parametrize(("words", "told"), WRONG.items())
def test_a_wrong_call_ends_with_2(study: kg.Graph, run: Any, words: str, told: str) -> None:
    done = run(*shlex.split(words), cwd=study.folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_exit_codes_of_check_and_build(ferry: Path, run: Any) -> None:
    assert run("check", ferry).returncode == 0
    (ferry / "bad.yaml").write_text("- {id: castow, type: Town, label: Castow}", "utf-8")
    for verb in ("check", "build"):
        done = run(verb, ferry)
        assert done.returncode == 1
        assert f"{ferry}/bad.yaml:1:22: error unknown-class" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    (ferry / "kg.toml").unlink()
    for verb in ("check", "build"):
        assert run(verb, ferry).returncode == 3


def test_warnings_alone_end_with_0(ferry: Path, run: Any) -> None:
    kg.attach(ferry, NAME, ferry / "gazette.txt")
    copy = ferry / "texts" / f"{NAME}.txt"
    copy.write_text(copy.read_text("utf-8") + "More.", "utf-8")
    done = run("check", ferry)
    assert (done.returncode, "warning digest" in done.stdout) == (0, True)
    assert "0 errors, 1 warning" in done.stderr
    assert run("build", ferry).returncode == 0


BAD_INPUT = ["info", "trace x", "export", "view", "query actors", f"anchor {NAME}", "check nowhere"]


@pytest.mark.parametrize("words", BAD_INPUT)
def test_what_cannot_be_used_ends_with_3(ferry: Path, run: Any, words: str) -> None:
    done = run(*shlex.split(words), cwd=ferry)
    assert (done.returncode, done.stdout) == (3, ""), done.stderr
    assert done.stderr.startswith("kg: ")
    assert len(done.stderr.splitlines()) >= 2, "the cure is missing"
    assert "Traceback" not in done.stderr


def test_outside_any_project(tmp_path: Path, run: Any) -> None:
    for verb in ("check", "build", "info"):
        done = run(verb, cwd=tmp_path)
        assert done.returncode == 3
        assert "kg demo" in done.stderr


def test_a_folder_that_was_removed(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f"cd {gone} && rmdir {gone} && {COMMAND} info"
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_the_project_is_the_nearest_above(study: kg.Graph, run: Any) -> None:
    told = run("info", cwd=study.folder / "sources").stdout
    assert told == run("info", "-p", study.folder).stdout
    assert "Who pays for the new ferry" in told


def test_check_as_json(ferry: Path, run: Any) -> None:
    (ferry / "bad.yaml").write_text("- {id: castow, type: Town, label: Castow}\n- 7", "utf-8")
    told = [json.loads(line) for line in run("check", ferry, "--json").stdout.splitlines()]
    assert [list(one) for one in told] == [
        ["file", "line", "column", "severity", "code", "what", "cure"]
    ] * 2
    assert {**told[0], "what": "", "cure": ""} == {
        "file": str(ferry / "bad.yaml"), "line": 1, "column": 22, "severity": "error",
        "code": "unknown-class", "what": "", "cure": "",
    }  # fmt: skip


def test_info_as_json(study: kg.Graph, run: Any) -> None:
    told = json.loads(run("info", "--json", "-p", study.folder).stdout)
    assert told["things"]["Claim"] == 6
    (source,) = told["sources"]
    assert (source["id"], source["claims"], source["text"]) == (NAME, 6, True)
    assert (source["covered"], source["paragraphs"], source["speakers"]) == (4, 5, 4)


def test_a_source_without_claims_is_in_the_info(ferry: Path) -> None:
    file = ferry / "sources" / f"{NAME}.yaml"
    head = file.read_text("utf-8").partition("claims:")[0]
    (ferry / "sources" / "second.yaml").write_text(head.replace(NAME, "second"), "utf-8")
    kg.build(ferry)
    found = {source.id: source.claims for source in kg.info(kg.open(ferry)).sources}
    assert found == {NAME: 6, "second": 0}


def test_export_to_a_file(study: kg.Graph, tmp_path: Path, run: Any) -> None:
    for name, form in (("a.nq", "nquads"), ("b.trig", "trig")):
        done = run("export", "-p", study.folder, "-o", tmp_path / name)
        assert (done.returncode, done.stdout) == (0, "")
        piped = run("export", "-p", study.folder, "-f", form, text=False).stdout
        assert (tmp_path / name).read_bytes() == piped


@pytest.mark.parametrize("place", ["nowhere/a.nq", "folder.nq"])
def test_export_to_where_nothing_can_be_written(
    study: kg.Graph, tmp_path: Path, run: Any, place: str
) -> None:
    (tmp_path / "folder.nq").mkdir()
    done = run("export", "-p", study.folder, "-o", tmp_path / place)
    assert done.returncode == 3
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_for_a_folder_that_is_not_there(study: kg.Graph, tmp_path: Path, run: Any) -> None:
    file = tmp_path / "nowhere" / "a.html"
    done = run("trace", "southfen", "--html", "-p", study.folder, "-o", file)
    assert (done.returncode, done.stderr.split(":")[1].strip()) == (
        3,
        f"{file} cannot be written",
    )


@pytest.mark.parametrize("words", ["export", "trace southfen", "info", "--help", "trace --help"])
def test_a_pipe_that_is_closed_early(study: kg.Graph, words: str) -> None:
    script = f"{COMMAND} {words} | (head -n 1; exec <&-; sleep 1); exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=study.folder, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


def test_output_that_does_not_fit(study: kg.Graph, run: Any) -> None:
    with Path("/dev/full").open("w") as full:
        for words in ("export", "info", "trace southfen"):
            done = run(
                *words.split(), "-p", study.folder, stdout=full, stderr=subprocess.PIPE,
                capture_output=False,
            )  # fmt: skip
            assert done.returncode == 3
            assert done.stderr.splitlines() == ["kg: No space left on device: standard output"]


POOR = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    "verb", ["info", "trace zoe-quill", "export", "check", "trace Zoë", "build"]
)
def test_a_locale_without_unicode(ferry: Path, run: Any, verb: str) -> None:
    kg.build(ferry)
    words = shlex.split(verb)
    for extra in (POOR, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1:strict"}):
        done = run(*words, cwd=ferry, env={**os.environ, **extra}, text=False)
        assert b"Traceback" not in done.stderr, done.stderr.decode("utf-8", "replace")
        assert done.returncode == (2 if verb == "trace Zoë" else 0)


def test_no_colours_in_a_pipe(study: kg.Graph, run: Any) -> None:
    for words in ("info", "trace southfen", "--help", "check"):
        done = run(*words.split(), cwd=study.folder, env={**os.environ, "FORCE_COLOR": ""})
        assert ANSI not in done.stdout + done.stderr


def in_terminal(folder: Path, *words: str, **environment: str) -> str:
    """Return what the command prints when its output is a terminal."""
    told = b""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execve(  # noqa: S606
            sys.executable, [sys.executable, "-m", "kg", *words], {**os.environ, **environment}
        )
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        told += part
    os.waitpid(pid, 0)
    os.close(terminal)
    return told.decode("utf-8")


def test_colours_in_a_terminal_unless_they_are_not_wanted(study: kg.Graph) -> None:
    for words in (["info"], ["trace", "southfen"]):
        assert ANSI in in_terminal(study.folder, *words, TERM="xterm")
        assert ANSI not in in_terminal(study.folder, *words, TERM="xterm", NO_COLOR="1")


def test_file_names_that_are_no_text(ferry: Path, run: Any) -> None:
    name = os.fsdecode(b"b\xe4d.yaml")
    (ferry / name).write_text("[", "utf-8")
    for extra in ([], ["--json"]):
        done = run("check", ferry, *extra)
        assert done.returncode == 1
        assert "\\udce4" in done.stdout
        assert "Traceback" not in done.stderr


def test_control_characters_do_not_reach_the_terminal(ferry: Path, run: Any) -> None:
    """A record from somebody else must not steer the reader's terminal."""
    (ferry / "bad.yaml").write_text('- {id: "x\\e[31m", "k\\a": 1, label: "\\e]0;y"}', "utf-8")
    told = run("check", ferry).stdout
    assert told.count("error") >= 3
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", told)


def test_every_verb_is_a_function_first() -> None:
    """No command holds work of its own: each calls something the library has."""
    for file in sorted(Path(kg.__file__).parent.glob("cli/*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        imported = {
            node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
        }
        if f"{file.stem}_command" in file.read_text("utf-8") and file.stem != "main":
            assert any(name.startswith("kg.") and "cli" not in name for name in imported), file.name


def test_a_verb_that_is_stopped(study: kg.Graph) -> None:
    command = [sys.executable, "-m", "kg", "query", "-", "-p", str(study.folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # Who starts the tests in the background of a shell has them ignore it, and their children too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, text=True, **pipes) as process:  # type: ignore[call-overload]
        signal.signal(signal.SIGINT, before)
        spent, quiet = "", 0
        while quiet < 5:  # until it waits for its input
            time.sleep(0.1)
            now = Path(f"/proc/{process.pid}/stat").read_text("utf-8").split()[13]
            quiet = quiet + 1 if now == spent else 0
            spent = now
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)
    assert (process.returncode, told[0], told[1].strip()) == (130, "", "stopped")


def test_receipts_in_a_file_are_in_the_format_of_its_ending(
    study: kg.Graph, tmp_path: Path, run: Any
) -> None:
    asked = ("query", "pledges", "--why", "-p", study.folder)
    for name, begin in (("r.xlsx", b"PK"), ("r.csv", b"why_row,who,"), ("r.json", b"{")):
        done = run(*asked, "-o", tmp_path / name)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert (tmp_path / name).read_bytes().startswith(begin)
    done = run(*asked, "-o", tmp_path / "r.what")
    assert done.returncode == 2
    assert not (tmp_path / "r.what").exists()
    done = run("query", "pledges", "--robust", "-p", study.folder, "-o", tmp_path / "r.csv")
    assert (done.returncode, "not as csv" in done.stderr) == (2, True)
