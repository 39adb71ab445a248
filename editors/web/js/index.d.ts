/** copydesk for JavaScript. Nothing here uses the network except for loading the module itself. */

/** Loads the WebAssembly module, once. By default from beside the script; else from a URL, a response or bytes. */
export function init(
  input?: string | URL | Request | Response | BufferSource | WebAssembly.Module | PromiseLike<Response>,
): Promise<void>;

export type Level = "note" | "warning" | "error";

export interface Options {
  /** The text of a `copydesk.toml`. */
  configuration?: string;
  /** The texts of packs and registers, by the names under which `configuration`, `packs` and `registers` know them. */
  files?: Record<string, string>;
  /** Further packs: built in, or among `files`. */
  packs?: string[];
  /** Further registers of names, among `files`. */
  registers?: string[];
  /** Levels of rules, families or packs. */
  levels?: Record<string, Level | "off">;
  /** The day by which allowances end and embargoes pass, such as `"2027-01-31"`. Without one they never do. */
  today?: string;
  /** In what offsets count: bytes of UTF-8, as the command line does, or code units of UTF-16, as JavaScript does. */
  offsets?: "bytes" | "utf16";
}

/** Checks drafts by one configuration. Names of drafts end in the extension of their format: `draft.md`, `page.html`. */
export class Checker {
  /** Throws if a pack or register cannot be found; mistakes within files are in `problems`. `init` comes first. */
  constructor(options?: Options);
  /** Mistakes in the configuration, packs and registers, and examples of your rules that do not hold. */
  problems(): Report;
  /** The examples of your rules, and whether they hold. */
  examples(): Examples;
  /** The rules of the configuration. */
  rules(): Rule[];
  /** The findings in a text, or in a file such as a Word document. */
  check(draft: string | Uint8Array | ArrayBuffer, name?: string): Report;
  /** The text after its fixes. */
  fix(text: string, name?: string, options?: FixOptions): Fixed;
  /** The quotations and their speakers. */
  quotes(text: string, name?: string): QuoteSheet;
  /** The people and organisations, and names that may be misspelled. */
  names(text: string, name?: string): NameSheet;
  /** What a rule is. */
  explain(rule: string): Rule;
  /** What a rule is, and why it applies to a text or does not. */
  explain(rule: string, text: string, name?: string): Rule & { draft: Account };
  /** Gives the memory back. */
  free(): void;
}

/** The same in a worker, as promises: a page that types never waits for it. */
export class WorkerChecker {
  constructor(options?: Options, worker?: Worker);
  /** Resolves to the mistakes in the options when the worker has started. */
  readonly ready: Promise<Report>;
  /** Replaces the options. */
  configure(options: Options): Promise<Report>;
  problems(): Promise<Report>;
  examples(): Promise<Examples>;
  rules(): Promise<Rule[]>;
  check(draft: string | Uint8Array | ArrayBuffer, name?: string): Promise<Report>;
  fix(text: string, name?: string, options?: FixOptions): Promise<Fixed>;
  quotes(text: string, name?: string): Promise<QuoteSheet>;
  names(text: string, name?: string): Promise<NameSheet>;
  explain(rule: string, text?: string, name?: string): Promise<Rule & { draft?: Account }>;
  /** For a text that keeps changing: resolves to `undefined` if a later question replaced this one. */
  latest(method: "check", text: string, name?: string): Promise<Report | undefined>;
  latest(method: "quotes", text: string, name?: string): Promise<QuoteSheet | undefined>;
  latest(method: "names", text: string, name?: string): Promise<NameSheet | undefined>;
  latest(method: "configure", options: Options): Promise<Report | undefined>;
  latest(method: "examples"): Promise<Examples | undefined>;
  /** Ends the worker. */
  free(): void;
}

export interface FixOptions {
  /** Also the fixes that an editor should read. */
  suggested?: boolean;
  /** Only the fixes of these rules. */
  rules?: string[];
}

/** What `copydesk check --format json` writes. */
export interface Report {
  version: 1;
  files: FileReport[];
  summary: { files: number; errors: number; warnings: number; notes: number };
}

export interface FileReport {
  path: string;
  diagnostics: Diagnostic[];
  hidden: { suppressed: number; baseline: number; unchanged: number; below: number };
}

export interface Diagnostic {
  rule: string;
  level: Level;
  message: string;
  why: string | null;
  help: string | null;
  url: string | null;
  /** The first is the finding itself. */
  labels: Label[];
  elsewhere: { path: string; line: number; column: number; snippet: string }[];
  fix: Fix | null;
  fingerprint: string;
}

export interface Label {
  primary: boolean;
  text: string;
  snippet: string;
  start: Position;
  end: Position;
}

/** Lines and columns start at 1. One of `byte` and `utf16` is there, as `offsets` asks. */
export interface Position {
  byte?: number;
  utf16?: number;
  line: number;
  column: number;
}

export interface Fix {
  title: string;
  safety: "safe" | "suggested";
  /** Sorted; none touches another. */
  edits: Edit[];
}

export interface Edit {
  start: number;
  end: number;
  text: string;
}

export interface Fixed {
  version: 1;
  /** The text as it is now. */
  text: string;
  /** The rule of each fix that was made. */
  made: string[];
  /** What changed, as edits of the text as it was. */
  edits: Edit[];
  /** Why no fix was made, if wanted fixes had to be given up. */
  refused: string | null;
  /** What is found in the text as it is now. */
  left: Report;
}

/** What `copydesk quotes --format json` writes. */
export interface QuoteSheet {
  version: 1;
  files: { path: string; quotes: Quote[] }[];
}

export interface Quote extends Words {
  line: number;
  column: number;
  words: number;
  form: string;
  verdict: string | null;
  confidence: string | null;
  source: (Words & { person: string | null; inner: Words | null }) | null;
  cue: Words | null;
  /** Each step that was tried. */
  reasons: string[];
}

export interface Words {
  start: number;
  end: number;
  text: string;
}

/** What `copydesk names --format json` writes. */
export interface NameSheet {
  version: 1;
  files: { path: string; names: Name[]; doubts: Doubt[] }[];
}

export interface Place {
  start: number;
  end: number;
  line: number;
  column: number;
}

export interface Name {
  kind: "person" | "organisation";
  name: string;
  title: string | null;
  status: string;
  forms: { text: string; places: Place[] }[];
}

export interface Doubt {
  text: string;
  place: Place;
  right: string | null;
  against: string | null;
  other: Place | null;
}

/** What `copydesk explain RULE --format json` writes. */
export interface Rule {
  id: string;
  family: string;
  pack: string;
  kind: string;
  level: Level | "off";
  level_from: string;
  message: string;
  why: string | null;
  help: string | null;
  url: string | null;
  owner: string | null;
  since: string | null;
  catalogue: string[];
  precision: { read: number; wanted: number } | null;
  zones: string[];
  speech: string;
  defined_in: { path: string; line: number };
  bad: string[];
  good: string[];
}

/** Whether a rule applies to a text, and which of its demands are met. */
export interface Account {
  version: 1;
  when: Grounds | null;
  demands: { trigger: { text: string; place: Place } | null; grounds: Grounds }[];
}

export interface Grounds {
  holds: boolean;
  asked: string;
  seen: { text: string; place: Place | null }[];
  parts: Grounds[];
}

export interface Examples {
  version: 1;
  rules: { rule: string; path: string; examples: Example[] }[];
}

export interface Example {
  /** Whether the rule should find nothing. */
  good: boolean;
  text: string;
  /** Whether it does what the example says, and if not, how it fails. */
  outcome: "held" | "missing" | "noisy" | "wrong";
  seen: string;
  start: number;
  end: number;
}
