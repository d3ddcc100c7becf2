(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const keys = (text) => (text || "").split(" ").filter(Boolean);
  for (const element of all("[data-scripted]")) element.hidden = false;

  // What a finding refers to lights up where one points at it, and its explanation stands at the foot of the window.
  const places = new Map();
  for (const element of all("[data-mark]")) {
    for (const id of keys(element.dataset.mark)) places.set(id, [...(places.get(id) || []), element]);
  }
  const bar = document.getElementById("bar");
  let lit = [];
  const darken = () => {
    for (const element of lit) element.classList.remove("lit");
    lit = [];
    bar.hidden = true;
  };
  const lighten = (event) => {
    const source = event.target instanceof Element ? event.target.closest("[data-lit], [data-notes]") : null;
    darken();
    if (!source) return;
    for (const id of keys(source.dataset.lit)) {
      for (const element of places.get(id) || []) {
        element.classList.add("lit");
        lit.push(element);
      }
    }
    bar.replaceChildren();
    for (const id of keys(source.dataset.notes)) {
      const note = document.getElementById(id);
      if (!note) continue;
      const line = document.createElement("p");
      line.className = note.className;
      for (const part of note.children) line.append(part.cloneNode(true), " ");
      for (const link of all("a", line)) link.removeAttribute("href");
      bar.append(line);
    }
    bar.hidden = !bar.hasChildNodes();
  };
  document.addEventListener("pointerover", lighten);
  document.addEventListener("focusin", lighten);
  document.addEventListener("focusout", darken);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") darken();
  });

  // Filters: what stays has every word typed, the severity and the rule chosen.
  for (const form of all("form[data-filter]")) {
    const items = all("[data-severities]", document.getElementById(form.dataset.filter));
    const texts = items.map((item) => item.textContent.toLowerCase());
    const query = form.querySelector("input");
    const output = form.querySelector("output");
    const filter = () => {
      const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
      const chosen = all("select", form).filter((select) => select.value);
      let shown = 0;
      items.forEach((item, index) => {
        const fits =
          words.every((word) => texts[index].includes(word)) &&
          chosen.every((select) => keys(item.dataset[select.dataset.by]).includes(select.value));
        item.hidden = !fits;
        const section = item.dataset.section && document.getElementById(item.dataset.section);
        if (section) section.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      output.textContent = output.dataset.of.replace("{shown}", shown).replace("{all}", items.length);
    };
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  // Sorting: by a click on a column's name; the second click turns the order round.
  const collator = new Intl.Collator(["zh-CN", "en"], { numeric: true });
  for (const table of all("table[data-sortable]")) {
    const heads = all("thead th", table);
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      const numbers = head.dataset.sort === "number";
      button.addEventListener("click", () => {
        const first = numbers ? "descending" : "ascending";
        const second = numbers ? "ascending" : "descending";
        const order = head.getAttribute("aria-sort") === first ? second : first;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", order);
        const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
        const compare = numbers
          ? (a, b) => Number(value(a)) - Number(value(b))
          : (a, b) => collator.compare(value(a), value(b));
        const body = table.tBodies[0];
        const rows = [...body.rows].sort((a, b) => (order === "ascending" ? compare(a, b) : compare(b, a)));
        body.append(...rows);
      });
    });
  }
})();
