// A ProseMirror document as the page that copydesk reads, with the place in the document of each character.
//
// HTML carries the structure without a writer’s `*` or `#` being taken for markup.

const BLOCKS = { blockquote: "blockquote", bulletList: "ul", bullet_list: "ul", orderedList: "ol", ordered_list: "ol", listItem: "li", list_item: "li", codeBlock: "pre", code_block: "pre" };
const MARKS = { em: "em", italic: "em", strong: "strong", bold: "strong", code: "code", link: "a", strike: "s", underline: "u" };
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** The page of `doc`. */
export class Page {
  /** The HTML. */
  text = "<article>\n";
  /** Stretches of text that stand in the page as they stand in the document, in order. */
  #pieces = [];

  constructor(doc) {
    doc.forEach((node, offset) => this.#block(node, offset));
    this.text += "</article>\n";
  }

  #block(node, at) {
    if (node.isTextblock) {
      const name = node.type.name === "heading" ? `h${node.attrs.level ?? 1}` : (BLOCKS[node.type.name] ?? "p");
      this.text += `<${name}>`;
      node.forEach((inline, offset) => this.#inline(inline, at + 1 + offset));
      this.text += `</${name}>\n`;
    } else if (!node.isLeaf) {
      const name = BLOCKS[node.type.name] ?? "div";
      this.text += `<${name}>\n`;
      node.forEach((child, offset) => this.#block(child, at + 1 + offset));
      this.text += `</${name}>\n`;
    }
  }

  #inline(node, at) {
    if (!node.isText) {
      if (/^hard_?break$/i.test(node.type.name)) this.text += "<br>";
      return;
    }
    const tags = node.marks.map((mark) => MARKS[mark.type.name]).filter(Boolean);
    for (const tag of tags) {
      const href = tag === "a" ? node.marks.find(({ type }) => type.name === "link").attrs.href : undefined;
      this.text += href ? `<a href="${escaped(String(href)).replaceAll('"', "&quot;")}">` : `<${tag}>`;
    }
    // Between characters that must be escaped, text stands in the page as it is.
    for (const part of node.text.split(/([&<>])/)) {
      if (part === "") continue;
      const written = ESCAPES[part] ?? part;
      this.#pieces.push({ start: this.text.length, end: this.text.length + written.length, at, length: part.length });
      this.text += written;
      at += part.length;
    }
    for (const tag of tags.reverse()) this.text += `</${tag}>`;
  }

  /**
   * The range of the document for a range of the page; `undefined` if it has no text. Markup at its ends is left out.
   */
  range(start, end) {
    const after = this.#first((piece) => piece.end > start);
    const before = this.#first((piece) => piece.start >= end) - 1;
    if (after > before) return undefined;
    const [first, last] = [this.#pieces[after], this.#pieces[before]];
    return { from: place(first, Math.max(start, first.start)), to: place(last, Math.min(end, last.end)) };
  }

  /** The place in the document of an insertion, beside the text that it touches; `undefined` if it touches none. */
  point(at) {
    const next = this.#pieces[this.#first((piece) => piece.end >= at)];
    return next && next.start <= at ? place(next, at) : undefined;
  }

  /** Whether a range of the page is text of one block, without markup inside. */
  isText(start, end) {
    const text = this.text.slice(start, end);
    return !/[<>]/.test(text);
  }

  #first(holds) {
    let [low, high] = [0, this.#pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.#pieces[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** The place in the document of an offset of the page within a piece. */
function place(piece, offset) {
  if (piece.end - piece.start === piece.length) return piece.at + (offset - piece.start);
  return offset >= piece.end ? piece.at + piece.length : piece.at;
}

const escaped = (text) => text.replace(/[&<>]/g, (mark) => ESCAPES[mark]);

/** Words of a fix as text; `undefined` if they have markup, which a transaction of text cannot make. */
export function plain(html) {
  if (/[<>]/.test(html)) return undefined;
  const named = { amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'", nbsp: "\u00a0" };
  let known = true;
  const text = html.replace(/&(#x?)?(\w+);/gi, (all, number, name) => {
    if (number) return String.fromCodePoint(parseInt(name, number === "#" ? 10 : 16));
    known &&= name in named;
    return named[name] ?? all;
  });
  return known ? text : undefined;
}
