import type { Command, EditorState, Plugin } from "prosemirror-state";
import type { Checker, Diagnostic, WorkerChecker } from "../index";

export interface CopydeskOptions {
  /** With `offsets: "utf16"`. */
  checker: WorkerChecker | Checker;
  /** Milliseconds for which a writer pauses before the document is checked; 250. */
  delay?: number;
  /** Fingerprints of findings that are not shown. */
  ignored?: Iterable<string>;
  /** Called with the findings whenever they change. */
  onFindings?: (findings: Finding[]) => void;
  /** Called with a finding that the writer ignores; keep its `fingerprint` to pass it as `ignored` next time. */
  onIgnore?: (diagnostic: Diagnostic) => void;
  /** The words of the popover. */
  labels?: { ignore?: string; policy?: string; dialog?: string };
}

export interface Finding {
  from: number;
  to: number;
  diagnostic: Diagnostic;
  /** The edits of its fix; absent if it has none, or one that changes more than text. */
  edits?: { from: number; to: number; text: string }[];
}

/** The plugin. In TipTap: `Extension.create({ addProseMirrorPlugins: () => [copydesk(options)] })`. */
export function copydesk(options: CopydeskOptions): Plugin;
/** The findings in the document. */
export function findings(state: EditorState): Finding[];
/** Makes the fix of a finding, in one transaction. */
export function applyFix(finding: Finding): Command;
/** Makes all safe fixes, in one transaction. */
export const applySafeFixes: Command;
/** Hides a finding. */
export function ignore(finding: Finding): Command;
