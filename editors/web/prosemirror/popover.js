// The popover beside a finding: what is wrong, why, and what can be done. A click opens it, and Alt+Enter at the cursor.

const LABELS = { ignore: "Ignore", why: "Why", policy: "Policy", dialog: "Finding" };

export class Popover {
  #view;
  #options;
  #labels;
  #shown;
  #listeners;

  constructor(view, options) {
    this.#view = view;
    this.#options = options;
    this.#labels = { ...LABELS, ...options.labels };
    const click = (event) => this.#click(event);
    const press = (event) => this.#press(event);
    const away = (event) => {
      if (this.#shown && !this.#shown.contains(event.target) && !view.dom.contains(event.target)) this.close();
    };
    view.dom.addEventListener("click", click);
    view.dom.addEventListener("keydown", press);
    document.addEventListener("pointerdown", away);
    this.#listeners = () => {
      view.dom.removeEventListener("click", click);
      view.dom.removeEventListener("keydown", press);
      document.removeEventListener("pointerdown", away);
    };
  }

  #click(event) {
    this.close();
    if (!event.target.closest?.("[data-copydesk]")) return;
    const place = this.#view.posAtCoords({ left: event.clientX, top: event.clientY });
    const finding = place && this.#options.at(place.pos);
    if (finding) this.#open(finding);
  }

  #press(event) {
    if (event.key === "Escape") this.close();
    if (event.key !== "Enter" || !event.altKey) return;
    const finding = this.#options.at(this.#view.state.selection.from);
    if (!finding) return;
    event.preventDefault();
    this.#open(finding);
    this.#shown.querySelector("button")?.focus();
  }

  #open(finding) {
    const { diagnostic, edits } = finding;
    this.close();
    const box = element("div", { className: `copydesk-popover copydesk-${diagnostic.level}` });
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", this.#labels.dialog);
    box.append(element("p", { className: "copydesk-message", textContent: diagnostic.message }));
    for (const words of [diagnostic.why, diagnostic.help]) {
      if (words) box.append(element("p", { className: "copydesk-why", textContent: words }));
    }
    const actions = element("div", { className: "copydesk-actions" });
    if (edits) actions.append(this.#button(diagnostic.fix.title, () => this.#options.fix(finding), "copydesk-fix"));
    actions.append(this.#button(this.#labels.ignore, () => this.#options.ignore(finding), "copydesk-ignore"));
    if (/^https?:/.test(diagnostic.url ?? "")) {
      const link = { href: diagnostic.url, target: "_blank", rel: "noreferrer", textContent: this.#labels.policy };
      actions.append(element("a", link));
    }
    box.append(actions, element("p", { className: "copydesk-rule", textContent: diagnostic.rule }));
    box.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      this.close();
      this.#view.focus();
    });
    this.#shown = box;
    document.body.append(box);
    this.#place(box, finding);
  }

  /** Below the words, or above where there is no room, and never beyond the edge of the window. */
  #place(box, { from, to }) {
    const [start, end] = [this.#view.coordsAtPos(from), this.#view.coordsAtPos(to, -1)];
    const { offsetWidth: width, offsetHeight: height } = box;
    const edge = document.documentElement;
    const below = end.bottom + 6 + height <= edge.clientHeight || start.top < height + 6;
    const top = below ? end.bottom + 6 : start.top - height - 6;
    const left = Math.max(8, Math.min(start.left, edge.clientWidth - width - 8));
    box.style.top = `${top + window.scrollY}px`;
    box.style.left = `${left + window.scrollX}px`;
  }

  #button(text, act, className) {
    return element("button", {
      type: "button",
      className,
      textContent: text,
      onclick: () => {
        this.close();
        act();
        this.#view.focus();
      },
    });
  }

  close() {
    this.#shown?.remove();
    this.#shown = undefined;
  }

  destroy() {
    this.close();
    this.#listeners();
  }
}

const element = (name, properties) => Object.assign(document.createElement(name), properties);
