"""The package as users get it: built, installed outside the checkout with what it declares, run in an empty folder."""

import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path
from zipfile import ZipFile

import pymupdf
import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
NO_SOURCE = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "*.mo", "build", "dist", "reports"
)
TODAY = ("--today", "2027-01-15")
_SECONDS = 100  # no single step takes a fifth of it
LANGUAGES = ("en", "zh-Hant", "zh-Hans")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `direct`, the wheel of a checkout without compiled catalogues, and `sdist`, that of its sdist."""
    folder = tmp_path_factory.mktemp("built")
    checkout = shutil.copytree(ROOT, folder / "checkout", ignore=NO_SOURCE)
    _python("-m", "hatchling", "build", "-t", "sdist", "-d", str(folder), cwd=checkout)
    _python(*_pip("wheel", "--no-build-isolation", "-w", "direct", "./checkout"), cwd=folder)
    shutil.rmtree(checkout)
    (archive,) = folder.glob("*.tar.gz")
    _python(*_pip("wheel", "--no-build-isolation", "-w", "sdist", archive.name), cwd=folder)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path) -> Path:
    """An environment with the sdist's wheel and what it requires, without extras."""
    home = built / "environment"
    venv.create(home, symlinks=True)
    (wheel,) = (built / "sdist").glob("*.whl")
    _python("-m", "pip", "--python", str(home), *_pip("install", str(wheel))[2:], cwd=built)
    _link_required(home)
    return home


def _pip(command: str, *arguments: str) -> tuple[str, ...]:
    return ("-m", "pip", command, "--quiet", "--no-index", "--no-deps", "--disable-pip-version-check", *arguments)


def _python(*arguments: str, cwd: Path) -> None:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _link_required(home: Path, extra: str = "") -> None:
    """Links into an environment the distributions that promoplan requires, and no other of those that are here."""
    (own,) = home.glob("lib/python*/site-packages/promoplan-*.dist-info")
    for distribution in _required(PathDistribution(own), extra, {}).values():
        tops = {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}
        for top in tops:
            link = own.parent / top
            if not link.is_symlink():
                link.symlink_to(str(distribution.locate_file(top)))


def _required(distribution: Distribution, extra: str, found: dict[str, Distribution]) -> Mapping[str, Distribution]:
    """All that a distribution requires with an extra, by name, on top of what was `found` already."""
    for text in distribution.requires or ():
        requirement = Requirement(text)
        holds = requirement.marker is None or requirement.marker.evaluate({"extra": extra})
        if holds and requirement.name not in found:
            found[requirement.name] = Distribution.from_name(requirement.name)
            for wanted in requirement.extras or {""}:
                _required(found[requirement.name], wanted, found)
    return found


def _run(home: Path, *command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(cwd), "LC_ALL": "C.UTF-8"}
    program, *arguments = command
    return subprocess.run(
        [str(home / "bin" / program), *arguments],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
    )


def _expected() -> Iterator[str]:
    """What the wheel holds, by the source tree: all of the package, each catalogue also compiled, the templates."""
    package, templates = ROOT / "src" / "promoplan", ROOT / "templates"
    for file in package.rglob("*"):
        name = f"promoplan/{file.relative_to(package).as_posix()}"
        if file.is_file() and "__pycache__" not in name and file.suffix != ".mo":
            yield name
        if file.suffix == ".po":
            yield name.removesuffix("po") + "mo"
    for file in templates.rglob("*"):
        if file.is_file():
            yield f"promoplan/templates/{file.relative_to(templates).as_posix()}"


def test_the_wheel_holds_the_whole_package_and_nothing_else(built: Path) -> None:
    """Code, catalogues, rule pages, templates, fonts with their licence; no tests, scripts or plans."""
    (wheel,) = (built / "sdist").glob("*.whl")
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = {name.partition("/")[2] for name in names if ".dist-info/" in name}
    assert {name for name in names if ".dist-info/" not in name} == set(_expected())
    assert {"licenses/LICENSE", "licenses/src/promoplan/report/fonts/OFL.txt", "entry_points.txt"} <= metadata
    for needed in (
        "py.typed",
        "report/fonts/OFL.txt",
        "rules/pages/PP601.yaml",
        "starter/plan.yaml.jinja",
        *(f"i18n/locale/{language}/LC_MESSAGES/cli.mo" for language in ("en", "zh_Hans", "zh_Hant")),
        *(f"templates/{part}" for part in ("body/report.md.jinja", "cover/cover.typ", "theme/report.css")),
    ):
        assert f"promoplan/{needed}" in names
    assert any(name.startswith("promoplan/report/fonts/") and name.endswith(".otf") for name in names)


def test_the_sdist_builds_the_same_wheel(built: Path) -> None:
    """From the sdist comes byte for byte the wheel that the checkout gives."""
    (direct,), (from_sdist,) = (built / "direct").glob("*.whl"), (built / "sdist").glob("*.whl")
    assert direct.name == from_sdist.name
    assert direct.read_bytes() == from_sdist.read_bytes()


def test_the_first_minutes_of_a_user(installed: Path, tmp_path: Path) -> None:
    """Installed from the wheel alone, a plan is begun, checked and printed in every format."""
    where = _run(installed, "python", "-I", "-c", "import promoplan; print(promoplan.__file__)", cwd=tmp_path)
    assert Path(where.stdout.strip()).is_relative_to(installed)
    assert _run(installed, "promoplan", "--version", cwd=tmp_path).stdout.startswith("promoplan 0.")
    for command in (
        ("init", "p.yaml", "--lang", "zh-Hant", *TODAY),
        ("validate", "p.yaml", "--strict", *TODAY),
        ("report", "p.yaml", "-o", "r.md", *TODAY),
        ("report", "p.yaml", "-o", "r.html", *TODAY),
    ):
        ran = _run(installed, "promoplan", *command, cwd=tmp_path)
        assert ran.returncode == 0, f"{command}: {ran.stdout}{ran.stderr}"
    assert "推廣" in (tmp_path / "r.md").read_text(encoding="utf-8")
    assert all(chart.read_text(encoding="utf-8").startswith("<svg") for chart in (tmp_path / "r_charts").iterdir())
    assert (tmp_path / "r.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
    told = {_run(installed, "promoplan", "rules", "--lang", tongue, cwd=tmp_path).stdout for tongue in LANGUAGES}
    assert len(told) == len(LANGUAGES)


def test_the_pdf_needs_its_extra_and_no_more(installed: Path, tmp_path: Path) -> None:
    """Without the extra `pdf` the PDF is refused with what to install; with it, it is printed in the wheel's fonts."""
    assert _run(installed, "promoplan", "init", "p.yaml", "--lang", "zh-Hant", *TODAY, cwd=tmp_path).returncode == 0
    report = ("promoplan", "report", "p.yaml", "-o", "r.pdf", *TODAY)
    without = _run(installed, *report, cwd=tmp_path)
    assert (without.returncode, "promoplan[pdf]" in without.stderr) == (2, True)
    assert not (tmp_path / "r.pdf").exists()
    _link_required(installed, "pdf")
    done = _run(installed, *report, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with pymupdf.open(tmp_path / "r.pdf") as pdf:  # type: ignore[no-untyped-call] # the library has no types
        assert "推廣" in "".join(page.get_text() for page in pdf)
        fonts = {font[3] for page in pdf for font in page.get_fonts()}
    assert any("PlanSansTC" in font for font in fonts)
