// Selecting a finding or its place shows the other; filters by level and rule; n and p step, Escape lets go.
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const findings = all(".finding");
  const marks = all(".mark");
  const filters = document.querySelector(".filters");
  const slip = document.querySelector(".slip");
  const narrow = matchMedia("(max-width: 56rem)");
  const of = (mark) => mark.dataset.findings.split(" ");
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const places = new Map(findings.map((finding) => [finding.id, []]));
  for (const mark of marks) for (const id of of(mark)) places.get(id).push(mark);
  let selected = null;

  const open = (id) => !byId.get(id).classList.contains("off");

  // The first mark of the primary place; a related one only where there is no other.
  const firstPlace = (id) => {
    const [draft, number] = id.slice(1).split("-");
    const primary = document.getElementById(`p${draft}-${number}-0`);
    if (!primary) return places.get(id)[0];
    return primary.classList.contains("mark") ? primary : primary.nextElementSibling;
  };

  // Only the list itself is scrolled, not the page with it.
  const showInList = (finding) => {
    const list = finding.closest(".findings");
    if (list.scrollHeight <= list.clientHeight) return;
    const [outer, inner] = [list.getBoundingClientRect(), finding.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) list.scrollTop += inner.top - outer.top - 40;
  };

  const step = (by) => {
    const ids = findings.filter((finding) => open(finding.id)).map((finding) => finding.id);
    if (!ids.length) return;
    const at = ids.indexOf(selected);
    select(ids[at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length], "place");
  };

  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };

  const raiseSlip = (finding) => {
    const card = document.createElement("div");
    card.className = finding.className;
    for (const child of finding.childNodes) card.append(child.cloneNode(true));
    const steps = document.createElement("nav");
    steps.append(button("‹ previous", () => step(-1)), button("close", letGo), button("next ›", () => step(1)));
    slip.replaceChildren(steps, card);
    slip.hidden = false;
  };

  const letGo = () => {
    for (const on of all(".on")) on.classList.remove("on");
    selected = null;
    slip.hidden = true;
  };

  // `show` is what is to be scrolled to: the place in the copy, or the finding in the list.
  const select = (id, show) => {
    letGo();
    const finding = byId.get(id);
    if (!finding) return;
    selected = id;
    finding.classList.add("on");
    for (const mark of places.get(id)) mark.classList.add("on");
    history.replaceState(null, "", `#${id}`);
    if (show === "place") firstPlace(id)?.scrollIntoView({ block: "center" });
    showInList(finding);
    if (narrow.matches) raiseSlip(finding);
  };

  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark");
    if (mark) {
      event.preventDefault();
      const ids = of(mark).filter(open);
      // Where several findings share a place, a further click goes on to the next.
      if (ids.length) select(ids[(ids.indexOf(selected) + 1) % ids.length], "finding");
      return;
    }
    const place = event.target.closest(".places a, .slip a");
    const finding = event.target.closest(".finding");
    if (place && selected && places.get(selected).length) {
      event.preventDefault();
      const target = document.getElementById(place.hash.slice(1));
      if (finding && byId.has(finding.id)) select(finding.id, null);
      target?.scrollIntoView({ block: "center" });
      return;
    }
    if (!finding || !byId.has(finding.id) || event.target.closest("summary, details")) return;
    event.preventDefault();
    select(finding.id, "place");
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("select, input")) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Escape") letGo();
    else if (event.key === "Enter" && event.target.matches(".finding")) select(event.target.id, "place");
  });

  const filter = () => {
    const levels = new Set(all("input:checked", filters).map((box) => box.value));
    const rule = filters.elements.rule.value;
    for (const finding of findings) {
      const wanted = levels.has(finding.dataset.level) && (!rule || finding.dataset.rule === rule);
      finding.classList.toggle("off", !wanted);
    }
    for (const mark of marks) mark.classList.toggle("off", !of(mark).some(open));
    if (selected && !open(selected)) letGo();
  };

  filters.hidden = findings.length === 0;
  filters.addEventListener("change", filter);
  filters.addEventListener("submit", (event) => event.preventDefault());
  filter(); // a page that is loaded anew keeps what was chosen
  addEventListener("beforeprint", () => all(".finding details").forEach((more) => (more.open = true)));
  if (byId.has(location.hash.slice(1))) select(location.hash.slice(1), "place");
})();
