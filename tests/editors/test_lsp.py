"""Drives the language server through pytest-lsp, a client that is not ours, as three editors introduce themselves.

    pip install pytest-lsp
    COPYDESK=target/debug/copydesk pytest tests/editors
"""

import json
import os
import pathlib
import subprocess

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BINARY = str((ROOT / os.environ.get("COPYDESK", "target/debug/copydesk")).resolve())
SEEDS = [path for path in sorted((ROOT / "seeds").iterdir()) if path.suffix in {".md", ".txt", ".html"}]
EDITORS = ["visual-studio-code", "neovim", "emacs"]


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[BINARY, "lsp"]), params=EDITORS)
async def client(request, lsp_client: LanguageClient):
    capabilities = client_capabilities(request.param)
    # Pushed, so that one question is enough for every editor.
    capabilities.text_document.diagnostic = None
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _: None)
    folder = types.WorkspaceFolder(uri=(ROOT / "seeds").as_uri(), name="seeds")
    params = types.InitializeParams(capabilities=capabilities, workspace_folders=[folder])
    answer = await lsp_client.initialize_session(params)
    lsp_client.encoding = answer.capabilities.position_encoding or "utf-16"
    yield
    await lsp_client.shutdown_session()


def reported(path):
    """Rule and start of each finding of the command line: lines from nought, columns in characters from nought."""
    run = subprocess.run([BINARY, "check", "--format", "json", path.name], cwd=path.parent, capture_output=True, check=False)
    found = json.loads(run.stdout)["files"][0]["diagnostics"]
    starts = [(one["rule"], one["labels"][0]["start"]) for one in found]
    return sorted((rule, start["line"] - 1, start["column"] - 1) for rule, start in starts)


def shown(text, diagnostics, encoding):
    """The same of what the server sent; its columns are code units of `encoding`."""
    lines = text.split("\n")
    codec, size = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2)}[encoding]

    def column(position):
        return len(lines[position.line].encode(codec)[: size * position.character].decode(codec))

    return sorted((one.code, one.range.start.line, column(one.range.start)) for one in diagnostics)


async def opened(client, path, text):
    uri = path.as_uri()
    language = {".md": "markdown", ".html": "html"}.get(path.suffix, "plaintext")
    item = types.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return uri


@pytest.mark.asyncio
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
async def test_a_draft_has_the_findings_of_the_command_line(client: LanguageClient, path):
    text = path.read_bytes().decode().removeprefix("\ufeff")
    uri = await opened(client, path, text)
    assert shown(text.replace("\r\n", "\n"), client.diagnostics[uri], client.encoding) == reported(path)


@pytest.mark.asyncio
async def test_a_fix_is_offered_and_takes_the_finding_away(client: LanguageClient):
    path = ROOT / "seeds" / "typed.md"
    uri = await opened(client, path, "The mayor 😀 sent an e-mail.\n")
    found = next(one for one in client.diagnostics[uri] if "e-mail" in one.message)
    context = types.CodeActionContext(diagnostics=[found])
    document = types.TextDocumentIdentifier(uri=uri)
    params = types.CodeActionParams(text_document=document, range=found.range, context=context)
    first = (await client.text_document_code_action_async(params))[0]
    changes = first.edit.changes or {}
    edits = changes.get(uri) or first.edit.document_changes[0].edits
    assert [edit.new_text for edit in edits] == ["email"]
    version = types.VersionedTextDocumentIdentifier(uri=uri, version=2)
    edit = types.TextDocumentContentChangePartial(range=edits[0].range, text=edits[0].new_text)
    client.text_document_did_change(types.DidChangeTextDocumentParams(text_document=version, content_changes=[edit]))
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert found.code not in [one.code for one in client.diagnostics[uri]]
