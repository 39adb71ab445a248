// TipTap with copydesk, as a newsroom's editor would have it.

import { Editor, Extension } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { WorkerChecker } from "copydesk-wasm";
import { applySafeFixes, copydesk } from "copydesk-wasm/prosemirror";

const worker = new Worker(new URL("../../worker.js", import.meta.url), { type: "module" });
const checker = new WorkerChecker({ offsets: "utf16" }, worker);
const count = document.getElementById("count");

const Copydesk = Extension.create({
  name: "copydesk",
  addProseMirrorPlugins: () => [
    copydesk({
      checker,
      onFindings: ({ length }) => (count.textContent = length === 1 ? "1 finding" : `${length} findings`),
    }),
  ],
});

const editor = new Editor({
  element: document.getElementById("editor"),
  extensions: [StarterKit, Copydesk],
  content: `
    <h1>Ferry Crossing To Close For Repairs</h1>
    <p>By Marta Lindqvist</p>
    <p>The river ferry between Harwick &amp; Long Quay will stop on 3 May 2027. Passengers should send an <em>e-mail</em> to the office.</p>
    <p>“The chains are worn through in four places,” said Tomas Brandt, the harbour engineer.</p>`,
});

document.getElementById("undo").addEventListener("click", () => editor.chain().focus().undo().run());
document.getElementById("fix").addEventListener("click", () => applySafeFixes(editor.state, editor.view.dispatch));
globalThis.editor = editor;
