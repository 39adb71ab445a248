// A text area with marks under its words. The browser keeps its undo; offsets are those of JavaScript.

export class Editor {
  #area;
  #marks;
  #ranges = [];

  constructor(area, marks, changed) {
    this.#area = area;
    this.#marks = marks;
    area.addEventListener("input", () => {
      this.#forgetTouched();
      changed();
    });
    area.addEventListener("scroll", () => (marks.scrollTop = area.scrollTop));
  }

  get text() {
    return this.#area.value;
  }

  set text(text) {
    this.#area.value = text;
    this.show([]);
  }

  /** Shows ranges `{ start, end, level, chosen }`. Where two overlap, the first is shown. */
  show(ranges) {
    this.#ranges = ranges.filter(({ start, end }) => start < end);
    this.#ranges.sort((one, other) => one.start - other.start);
    this.#draw();
  }

  #draw() {
    const text = this.text;
    const parts = [];
    let at = 0;
    for (const { start, end, level, chosen } of this.#ranges) {
      if (start < at || end > text.length) continue;
      const mark = document.createElement("mark");
      mark.className = chosen ? `${level} chosen` : level;
      mark.textContent = text.slice(start, end);
      parts.push(text.slice(at, start), mark);
      at = end;
    }
    // A line end at the very end takes no room in a block, but does in a text area.
    this.#marks.replaceChildren(...parts, `${text.slice(at)}\n`);
    this.#marks.scrollTop = this.#area.scrollTop;
    this.#drawn = text;
  }

  #drawn = "";

  /** Until the next check, marks before a change stay, those behind it move, and those that it touches go. */
  #forgetTouched() {
    const [old, text] = [this.#drawn, this.text];
    const most = Math.min(old.length, text.length);
    let head = 0;
    while (head < most && old[head] === text[head]) head += 1;
    let tail = 0;
    while (tail < most - head && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail += 1;
    const moved = text.length - old.length;
    const kept = this.#ranges.filter(({ start, end }) => end < head || start > old.length - tail);
    this.#ranges = kept.map((range) =>
      range.end < head ? range : { ...range, start: range.start + moved, end: range.end + moved });
    this.#draw();
  }

  select(start, end) {
    this.#area.focus();
    this.#area.setSelectionRange(start, end);
    const mark = this.#marks.querySelector("mark.chosen");
    if (mark) this.#area.scrollTop = Math.max(0, mark.offsetTop - this.#area.clientHeight / 3);
  }

  get cursor() {
    return this.#area.selectionStart;
  }

  onCursor(moved) {
    for (const event of ["click", "keyup"]) this.#area.addEventListener(event, moved);
  }

  /** Makes edits so that the browser can undo them. */
  apply(edits) {
    this.#area.focus();
    for (const { start, end, text } of [...edits].sort((one, other) => other.start - one.start)) {
      this.#area.setSelectionRange(start, end);
      const done = document.execCommand(text === "" ? "delete" : "insertText", false, text);
      if (!done) this.#area.setRangeText(text, start, end, "end");
    }
    this.#area.dispatchEvent(new Event("input"));
  }
}
