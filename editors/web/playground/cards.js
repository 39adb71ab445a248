// What is shown of findings, mistakes, examples and quotations. Words of a draft are only ever text, never markup.

function element(name, { text, ...properties } = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...(text === undefined ? [] : [text]), ...children.filter(Boolean));
  return made;
}

function button(text, onclick) {
  return element("button", { type: "button", text, onclick });
}

/** A finding: where it is, what is wrong, why, and its fix. */
export function card(one, { chosen, choose, fix }) {
  const at = one.labels[0].start;
  // A rule may come with a link that somebody else made.
  const url = /^https?:/.test(one.url ?? "") ? one.url : undefined;
  const details = one.why || one.help || url
    ? element("details", { open: chosen }, element("summary", { text: "Why" }),
      one.why && element("p", { text: one.why }),
      one.help && element("p", { text: one.help }),
      url && element("p", {}, element("a", { href: url, rel: "noreferrer", target: "_blank", text: "The policy" })))
    : undefined;
  return element("li", { className: `card ${one.level}${chosen ? " chosen" : ""}` },
    element("div", { className: "place" },
      element("span", { text: `line ${at.line}, column ${at.column}` }), element("span", { text: one.rule })),
    element("button", { type: "button", className: "words", text: one.message, onclick: choose }),
    ...one.labels.slice(1, 4).filter(({ text }) => text).map((label) =>
      element("p", { text: `line ${label.start.line}: ${label.text}` })),
    details,
    one.fix && element("div", { className: "actions" }, button(one.fix.title, fix),
      one.fix.safety === "suggested" && element("span", { className: "place", text: "read it before you keep it" })));
}

/** A mistake in a rule. */
export function mistakeCard(one, go) {
  return element("li", { className: `card ${one.level}` },
    element("div", { className: "place" }, element("span", { text: `line ${one.labels[0].start.line}` })),
    element("button", { type: "button", className: "words", text: one.message, onclick: go }),
    one.help && element("p", { text: one.help }));
}

const OUTCOMES = { held: "holds", missing: "not found", noisy: "found too much", wrong: "found otherwise" };

/** The examples of a rule. */
export function exampleCards({ rule, examples }, go) {
  return examples.map((one) => {
    const level = one.outcome === "held" ? "held" : "error";
    return element("li", { className: `card ${level}` },
      element("div", { className: "place" },
        element("span", { text: `${rule}, ${one.good ? "good" : "bad"} example` })),
      element("button", { type: "button", className: "words", text: OUTCOMES[one.outcome], onclick: go(one.start, one.end) }),
      element("pre", { text: one.text }),
      one.outcome !== "held" && one.seen && element("p", { text: one.seen }));
  });
}

/** A line of the sheet of quotations. */
export function quoteRow(quote, go) {
  const speaker = quote.source?.person ?? quote.source?.text;
  const row = element("tr", { onclick: go },
    element("td", { text: String(quote.line) }),
    element("td", {}, button(quote.text, go)),
    element("td", speaker ? { text: speaker } : {}, !speaker && element("span", { className: "unsure", text: "nobody is named" })),
    element("td", { text: [quote.source?.text, quote.cue?.text].filter(Boolean).join(" · ") }),
    element("td", { text: [quote.verdict, quote.confidence].filter(Boolean).join(", ") }));
  row.querySelector("button").className = "quote";
  return row;
}
