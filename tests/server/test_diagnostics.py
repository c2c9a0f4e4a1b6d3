"""What an editor shows of findings while one types."""

from pathlib import Path

import pytest
from lsprotocol import types as lsp

from .editor import Editor, edited, position


def test_findings_come_change_and_go_while_one_types(folder: Path, uri: str, text: str) -> None:
    """Each text is judged as the editor shows it, whatever the file holds; a closed file shows nothing."""

    async def work(editor: Editor) -> None:
        editor.open(uri, text)
        await editor.codes(uri, [])
        editor.type(uri, text.replace("reserve: 10%", "reserve: 5%"))
        await editor.codes(uri, ["PP601", "PP602"])
        editor.type(uri, text.replace("reserve: 10%", "reserv: 10%"))
        await editor.codes(uri, ["PP010"])
        editor.type(uri, text + "\n[")
        await editor.codes(uri, ["PP001"])
        editor.type(uri, text)
        await editor.codes(uri, [])
        editor.type(uri, text.replace("brand: Example", "brnd: Example"))
        await editor.codes(uri, ["PP010"])
        editor.close(uri)
        await editor.codes(uri, [])

    edited(folder, work)


def test_a_burst_of_key_strokes_ends_with_the_last_text(folder: Path, uri: str, text: str) -> None:
    """Each stroke is a text of its own; what counts is the one that stands there when the typing pauses."""
    word = "reserve: 10%\n  x-typed: something"

    async def work(editor: Editor) -> None:
        editor.open(uri, text)
        for length in range(len("reserve"), len(word)):
            editor.type(uri, text.replace("reserve: 10%", word[:length]))
        editor.type(uri, text.replace("reserve: 10%", "reserv: 10%"))
        await editor.codes(uri, ["PP010"])
        await editor.hovered(uri, lsp.Position(0, 0))
        assert [each.code for each in editor.found[uri]] == ["PP010"]

    edited(folder, work)


def test_a_finding_tells_code_severity_message_help_and_related_places(folder: Path, uri: str, text: str) -> None:
    """All that the command line tells stands in the editor, too."""
    twice = text.replace("  brand: Example\n", "  brand: Example\n  brand: Other\n")

    async def work(editor: Editor) -> lsp.Diagnostic:
        editor.open(uri, twice)
        return (await editor.codes(uri, ["PP002"]))[0]

    found = edited(folder, work)
    assert (found.code, found.source, found.severity) == ("PP002", "promoplan", lsp.DiagnosticSeverity.Error)
    assert found.range == lsp.Range(position(twice, "brand: Other"), position(twice, "brand: Other", len("brand")))
    assert "the key brand" in found.message
    assert found.code_description is None
    assert found.related_information is not None
    (first,) = found.related_information
    assert first.location.uri == uri
    assert first.location.range.start == position(twice, "brand: Example")
    assert first.message == "brand: Example"


def test_a_section_is_underlined_in_its_first_line_only(folder: Path, uri: str, text: str) -> None:
    """A finding about a whole mapping does not paint half the file."""
    listed = text.replace("      income: middle", "      income:\n        low: 1\n        high: 2")

    async def work(editor: Editor) -> lsp.Diagnostic:
        editor.open(uri, listed)
        return (await editor.codes(uri, ["PP013"]))[0]

    found = edited(folder, work)
    assert found.range == lsp.Range(position(listed, "low: 1"), position(listed, "low: 1", len("low: 1")))


@pytest.mark.parametrize(
    ("offered", "width"),
    [(None, 2), (["utf-16"], 2), (["utf-32", "utf-16"], 1), (["utf-8"], 4)],
    ids=["silent", "utf-16", "utf-32", "utf-8"],
)
def test_columns_count_in_the_units_that_were_agreed_on(
    folder: Path, uri: str, text: str, offered: list[lsp.PositionEncodingKind] | None, width: int
) -> None:
    """An emoji is two units of UTF-16, the protocol's own; and what an editor wants instead is heeded."""
    rocket = text.replace("{id: ann, name: Ann, group: strategy}", '{name: "🚀", id: ann, group: strateg}')

    async def work(editor: Editor) -> lsp.Diagnostic:
        editor.open(uri, rocket)
        return (await editor.codes(uri, ["PP013"]))[0]

    general = lsp.GeneralClientCapabilities(position_encodings=offered)
    found = edited(folder, work, capabilities=lsp.ClientCapabilities(general=general))
    assert found.range.start.character == len('    - {name: "') + width + len('", id: ann, group: ')
    assert found.range.end.character - found.range.start.character == len("strateg")


@pytest.mark.parametrize(
    ("asked", "settled", "message"),
    [
        ({}, "", "unknown key ownr"),
        ({"locale": "zh-TW"}, "", "不認得的鍵"),
        ({"locale": "zh-cn"}, "", "不认得的键"),
        ({"locale": "de"}, 'language = "zh-Hant"', "unknown key ownr"),
        ({}, 'language = "zh-Hant"', "不認得的鍵"),
        ({"options": {"language": "zh-Hans"}, "locale": "zh-TW"}, 'language = "zh-Hant"', "不认得的键"),
        ({"options": {"language": "fr"}}, "", "unknown key ownr"),
    ],
)
def test_the_language_is_the_option_the_editor_s_or_the_project_s(
    folder: Path, uri: str, text: str, asked: dict[str, object], settled: str, message: str
) -> None:
    """The option `language` counts most, then the editor's own language, then the settings."""
    (folder / "promoplan.toml").write_text(settled, encoding="utf-8")

    async def work(editor: Editor) -> str:
        editor.open(uri, text.replace("owner: ann", "ownr: ann", 1))
        await editor.until(lambda: bool(editor.found.get(uri)))
        return next(each.message for each in editor.found[uri] if each.code == "PP010")

    assert message in edited(folder, work, **asked)


def test_findings_in_a_base_are_shown_there(folder: Path, uri: str, text: str) -> None:
    """A plan's findings stand in the file that holds the text, open or not; a base's own text is the editor's, too."""
    base = folder / "house.yaml"
    base.write_text("team:\n  membrs: []\n", encoding="utf-8")
    own = text.replace("promoplan: 1", "promoplan: 1\nextends: house.yaml")

    async def work(editor: Editor) -> None:
        editor.open(uri, own)
        await editor.codes(base.as_uri(), ["PP010"])
        editor.open(base.as_uri(), "team:\n  x-membrs: []\n")
        await editor.codes(base.as_uri(), [])
        await editor.codes(uri, [])
        editor.close(base.as_uri())
        await editor.codes(base.as_uri(), ["PP010"])
        editor.close(uri)
        await editor.codes(base.as_uri(), [])

    edited(folder, work)


def test_a_base_alone_is_judged_by_its_text_only(folder: Path) -> None:
    """What a plan would need is not missed in a base; a key that stands twice is."""
    base = (folder / "house.yaml").as_uri()

    async def work(editor: Editor) -> None:
        editor.open(base, "team:\n  members: []\n  members: []\n")
        await editor.codes(base, ["PP002"])

    edited(folder, work)


def test_sections_of_a_folder_are_judged_together(folder: Path, text: str) -> None:
    """A section's finding stands in its own file, and its own text is the editor's."""
    plan = folder / "q2"
    plan.mkdir()
    head, goals = text[: text.index("goals:\n", text.index("phases:"))], text[text.index("goals:\n  owner") :]
    goals, rest = goals[: goals.index("\ncompetitors:")], goals[goals.index("\ncompetitors:") :]
    inner = "\n".join(line.removeprefix("  ") for line in goals.splitlines()[1:]) + "\n"
    (plan / "plan.yaml").write_text(head + rest, encoding="utf-8")
    (plan / "goals.yaml").write_text(inner, encoding="utf-8")
    section = (plan / "goals.yaml").as_uri()

    async def work(editor: Editor) -> None:
        editor.open(section, inner)
        await editor.codes(section, [])
        editor.type(section, inner.replace("owner: ann", "ownr: ann"))
        await editor.codes(section, ["PP010"])
        proposed = await editor.proposed(section, position(inner, "status: open"))
        assert "acceptance" in proposed
        assert [symbol.name for symbol in await editor.outline(section)] == ["Revenue up by 20 %", "roas", "loyalty"]

    edited(folder, work)


def test_a_file_that_was_never_saved_is_judged_too(folder: Path, text: str) -> None:
    """Its name is the editor's alone, or leads to no file yet."""

    async def work(editor: Editor) -> None:
        for uri in ("untitled:Untitled-1", (folder / "new" / "plan.yaml").as_uri()):
            editor.open(uri, text.replace("owner: ann", "ownr: ann", 1))
            await editor.until(lambda uri=uri: bool(editor.found.get(uri)))  # type: ignore[misc]
            assert {each.code for each in editor.found[uri]} >= {"PP010"}

    edited(folder, work)


def test_other_yaml_is_left_alone(folder: Path, uri: str, text: str) -> None:
    """An editor sends every YAML file; only plans are judged, completed and outlined."""
    other = (folder / "compose.yaml").as_uri()
    content = "services:\n  web: {image: nginx}\n"

    async def work(editor: Editor) -> None:
        editor.open(other, content)
        assert not await editor.outline(other)
        assert not await editor.proposed(other, lsp.Position(2, 0))
        assert not await editor.hovered(other, lsp.Position(0, 2))
        editor.open(uri, text)
        await editor.codes(uri, [])
        assert not editor.found.get(other)

    edited(folder, work)


def test_settings_count_and_their_mistakes_are_told(folder: Path, uri: str, text: str) -> None:
    """What the project ignores is not shown; settings that can't be used are told, and plans judged without them."""
    settings = folder / "promoplan.toml"
    settings.write_text('ignore = ["PP010"]\n', encoding="utf-8")
    changed = text.replace("theme: Fresh for spring", "them: Fresh for spring")
    saved = lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri))

    async def work(editor: Editor) -> None:
        editor.open(uri, changed)
        await editor.codes(uri, [])
        settings.write_text("ignor = []\n", encoding="utf-8")
        editor.text_document_did_save(saved)
        await editor.codes(uri, ["PP010"])
        assert ["ignor" in each for each in editor.told] == [True]
        settings.write_text("", encoding="utf-8")
        editor.text_document_did_save(saved)

    edited(folder, work)
