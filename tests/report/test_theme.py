"""Themes: what a file may say, what it must not reach, and how reports look with it."""

import base64
import re
import struct
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from promoplan.errors import ConfigError, PromoplanError, UnreadableError
from promoplan.report import font_files, glyphs, logo
from promoplan.report.html import html
from promoplan.report.pdf import pdf
from promoplan.report.theme import DEFAULT, MAX_FILES, load_theme
from tests.report import making
from tests.report.test_html import Page
from tests.report.test_pdf import opened

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SVG = b"""<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 10" onload="a()">
<script>alert(1)</script><foreignObject><p>x</p></foreignObject><image href="http://example.com/a.png"/>
<style>@import "http://example.com/a.css"</style><style>.a{fill:#0a7d4f}</style>
<defs><circle id="c" r="4"/></defs><use xlink:href="#c" class="a"/><use href="other.svg#c"/>
<a href="javascript:alert(1)"><rect width="4" height="4"/></a><rect x="9" width="9" height="9" fill="url(http://x/)"/>
</svg>"""
THEME = """
colours: {brand: "#3fbf8f", accent: "#b4470f"}
logo: logo.svg
fonts:
  body: Gill Sans
  heading: {name: Plan Sans SC, files: [bold.otf]}
footer: Spring team · internal
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A theme's folder with all that its file names."""
    (tmp_path / "theme.yaml").write_text(THEME, encoding="utf-8")
    (tmp_path / "logo.svg").write_bytes(SVG)
    (tmp_path / "bold.otf").write_bytes((glyphs.FONTS / "PlanSansSC-Bold.otf").read_bytes())
    return tmp_path


def test_the_readme_shows_a_theme_that_can_be_read(folder: Path) -> None:
    """What it says of colours, logo, fonts and footer is as a theme's file has it."""
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"^      colours: .*\n(?:      .*\n)+", readme, re.MULTILINE)
    assert shown
    (folder / "theme.yaml").write_text(shown[0], encoding="utf-8")
    theme = load_theme(folder / "theme.yaml")
    assert (theme.logo is not None, theme.body.name, theme.footer) == (True, "Inter", "Confidential")


def wrong(folder: Path, text: str) -> str:
    """What is said of a theme."""
    (folder / "theme.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_theme(folder / "theme.yaml")
    return str(caught.value).removeprefix(f"{folder / 'theme.yaml'}:")


def test_a_whole_theme(folder: Path) -> None:
    """Everything that a file may say is read; a pale brand is darkened, and that is told with its place."""
    theme = load_theme(folder / "theme.yaml")
    assert (theme.body.name, theme.heading.name, theme.footer) == (
        "Gill Sans",
        "Plan Sans SC",
        "Spring team · internal",
    )
    assert len(theme.heading.files) == 1
    assert theme.light.accent == "#b4470f"
    told = f"#3fbf8f on white has a contrast of 2.3:1, but 4.5:1 is needed; it is darkened to {theme.light.blue}"
    assert [str(each) for each in theme.warnings] == [f"{folder / 'theme.yaml'}:2:11: {told}"]


def test_an_empty_mapping_is_our_own_look(tmp_path: Path) -> None:
    """What a theme leaves out is as without one."""
    (tmp_path / "theme.yaml").write_text("{}")
    assert load_theme(tmp_path / "theme.yaml") == DEFAULT


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('colors: {brand: "#fff"}', "1:1: unknown setting colors; colours is near"),
        ('colours:\n  brnd: "#fff"', "2:3: unknown setting brnd; brand is near"),
        ("colours:\n  brand: #fff", '2:3: brand is a colour such as "#1f5f8b", in quotes'),
        ("colours: red", "1:1: colours is a table"),
        ("footer: [a]", "1:1: footer is a text of at most 200 characters"),
        ("fonts: {body: 'x;}'}", "1:9: x;} is no name of a font"),
        ("fonts: {body: {name: X, files: [bold.otf]}}", "1:33: the font in bold.otf is called Plan Sans SC, not X"),
        ("fonts: {body: {name: X, files: logo.svg}}", "1:25: logo.svg is no OpenType or TrueType font (.otf, .ttf)"),
        ("fonts: {body: {name: X, files: {}}}", f"1:25: files is a list of at most {MAX_FILES} file names"),
        ("logo: theme.yaml", "1:1: theme.yaml is no PNG, JPEG or SVG picture"),
        ("logo: none.png", "1:1: none.png is no file in the theme's folder"),
        ("- a", '1:1: no theme can be read from here (PP003; "promoplan rules PP003" tells more)'),
        ("a: [", '1:4: no theme can be read from here (PP001; "promoplan rules PP001" tells more)'),
    ],
)
def test_mistakes_are_told_with_their_place(folder: Path, text: str, said: str) -> None:
    """File, line and column, what was wanted, and the word that was probably meant."""
    assert wrong(folder, text) == said


def test_all_mistakes_are_told_at_once(folder: Path) -> None:
    """In the order of their places, each once."""
    text = (
        "colours:\n  brand: redish\n  accnt: x\nlogo: ../x.svg\n"
        "fonts:\n  body: {name: 'A;B'}\n  heading: [1]\nfooter: [1]\nextra: 1\n"
    )
    (folder / "theme.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_theme(folder / "theme.yaml")
    said = [str(each).removeprefix(f"{folder / 'theme.yaml'}:") for each in (caught.value, *caught.value.others)]
    assert [line[:16] for line in said] == [
        "2:3: brand is a ",
        "3:3: unknown set",
        "4:1: ../x.svg is",
        "6:10: A;B is no ",
        "7:3: heading is ",
        "8:1: footer is a",
        "9:1: unknown set",
    ]


def test_nothing_outside_the_folder_is_read(folder: Path) -> None:
    """No way up, no path from the top, no link that leads out; and no file that is none."""
    inner = folder / "inner"
    inner.mkdir()
    (inner / "link.png").symlink_to(folder / "logo.png")
    (inner / "folder").mkdir()
    (folder / "logo.png").write_bytes(PNG)
    for name in ("../logo.png", str(folder / "logo.png"), "link.png", "folder"):
        assert wrong(inner, f"logo: {name}").endswith("is no file in the theme's folder")
    with pytest.raises(UnreadableError):
        load_theme(folder / "none.yaml")


def test_files_have_a_limit(folder: Path) -> None:
    """A logo of more than a megabyte is refused."""
    (folder / "logo.png").write_bytes(PNG + bytes(logo.MAX_BYTES))
    assert wrong(folder, "logo: logo.png") == "1:1: logo.png is larger than 1 MiB"


def test_a_drawn_logo_holds_nothing_but_shapes() -> None:
    """Scripts, foreign content, links and what would be fetched are gone; shapes, their styles and uses stay."""
    made = logo.logo(SVG)
    assert made is not None
    text = made.data.decode()
    assert not re.search(r"script|foreign|image|import|example|javascript|onload|other\.svg|http://x", text)
    for kept in ('<circle id="c" r="4"', '<use href="#c" class="a"', ".a{fill:#0a7d4f}", '<rect x="9" width="9"'):
        assert kept in text


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"GIF89a",
        b"<svg",
        b"<html/>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<g>" * 100 + b"</g>" * 100 + b"</svg>",
        '<?xml version="1.0" encoding="UTF-16"?><svg/>'.encode("utf-16"),
    ],
)
def test_what_is_no_logo(raw: bytes) -> None:
    """Other files, entities and nesting without end are refused."""
    assert logo.logo(raw) is None


@given(st.binary(max_size=200).map(lambda tail: b"OTTO" + tail) | st.binary(max_size=200))
def test_any_bytes_are_a_font_or_none(raw: bytes) -> None:
    """A font file that is cut or made up has no name, and nothing is raised."""
    assert all(isinstance(name, str) for name in font_files.families(raw))


def test_fonts_tell_their_names() -> None:
    """As their own table has it; one without such a table has none."""
    assert font_files.families((glyphs.FONTS / "PlanSansTC-Regular.otf").read_bytes()) == ("Plan Sans TC",)
    assert font_files.families(b"OTTO" + struct.pack(">HHHH", 0, 0, 0, 0)) == ()


@given(st.text(max_size=80))
def test_any_text_is_a_theme_or_a_told_mistake(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Nothing but our own errors comes of a broken file."""
    path = tmp_path_factory.mktemp("theme") / "theme.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    with suppress(PromoplanError):
        load_theme(path)


def test_a_page_in_a_theme(folder: Path) -> None:
    """Colours as custom properties, the logo inside the file, fonts before ours, the footer; nothing is fetched."""
    theme = load_theme(folder / "theme.yaml")
    text = html(making.BODY, making.shown(theme=theme), making.charts(), theme)
    page = Page(text)
    assert [image["src"] for image in page.all("img")] == [theme.logo.address if theme.logo else ""]
    assert f"--blue: {theme.light.blue};" in text
    assert "Spring team · internal" in page.text
    assert "--own-body: " in text
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")


def test_a_pdf_in_a_theme(folder: Path) -> None:
    """The theme's font is inside, its logo on the cover with a text for it, its footer on every page."""
    theme = load_theme(folder / "theme.yaml")
    data = pdf(making.BODY, making.shown(theme=theme), making.charts(), theme).data
    assert data == pdf(making.BODY, making.shown(theme=theme), making.charts(), theme).data
    with opened(data) as document:
        assert all("Spring team · internal" in page.get_text() for page in document)
    (folder / "structure.pdf").write_bytes(data)
    with pikepdf.open(folder / "structure.pdf") as structure:
        fonts = [
            str(item.FontName)
            for item in structure.objects
            if isinstance(item, pikepdf.Dictionary) and "/FontName" in item
        ]
    assert any("PlanSansSC-Bold" in name for name in fonts)


def test_a_raster_logo(folder: Path) -> None:
    """A PNG goes into pages and PDFs as it is."""
    (folder / "logo.png").write_bytes(PNG)
    (folder / "theme.yaml").write_text("logo: logo.png")
    theme = load_theme(folder / "theme.yaml")
    assert "data:image/png;base64," in html("", making.shown(theme=theme), {}, theme)
    assert theme.logo is not None
    assert theme.logo.size == (1, 1)
    with opened(pdf("", making.shown(theme=theme), {}, theme).data) as document:
        assert len(document[0].get_images()) == 1


def test_the_size_of_a_photograph() -> None:
    """From the frame of a JPEG, wherever it stands; one that is cut, or huge, is no logo."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 30, 120, 1) + bytes(3)
    jpeg = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + bytes(14) + frame
    found = logo.logo(jpeg)
    assert found is not None
    assert (found.ending, found.size) == ("jpg", (120, 30))
    assert logo.logo(jpeg[:25]) is None
    assert logo.logo(jpeg.replace(struct.pack(">H", 120), b"\xff\xff")) is None


@given(
    st.binary(max_size=120),
    st.sampled_from([b"", b"\xff\xd8\xff\xe0", PNG[:20], b"<svg xmlns='http://www.w3.org/2000/svg'>"]),
)
def test_any_bytes_are_a_logo_or_none(tail: bytes, head: bytes) -> None:
    """Nothing is raised for a picture that is cut or made up."""
    found = logo.logo(head + tail)
    assert found is None or found.ending in {"png", "jpg", "svg"}
