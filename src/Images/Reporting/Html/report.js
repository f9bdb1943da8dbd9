"use strict";
(() => {
  const root = document.documentElement;
  const theme = document.getElementById("theme");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  const told = () => theme.setAttribute("aria-pressed", String(dark()));
  theme.hidden = false;
  theme.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; told(); });
  told();

  const images = [...document.querySelectorAll("details.image")];
  const filter = document.getElementById("filter");
  const count = document.getElementById("count");
  const chosen = [...document.querySelectorAll("[data-only]")];
  const apply = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const only = chosen.find((button) => button.getAttribute("aria-pressed") === "true")?.dataset.only ?? "all";
    let shown = 0;
    for (const image of images) {
      const fits = words.every((word) => image.dataset.words.includes(word)) && (only === "all" || image.dataset.state.split(" ").includes(only));
      image.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    count.textContent = shown === images.length ? "" : `${shown} of ${images.length}`;
  };
  if (filter) {
    document.getElementById("tools").hidden = false;
    filter.addEventListener("input", apply);
    for (const button of chosen) {
      button.addEventListener("click", () => {
        for (const other of chosen) { other.setAttribute("aria-pressed", String(other === button)); }
        apply();
      });
    }
    document.getElementById("open").addEventListener("click", () => {
      const all = images.filter((image) => !image.hidden);
      const open = all.some((image) => !image.open);
      for (const image of all) { image.open = open; }
    });
  }

  const cell = (row, text, tag = "td") => { const made = document.createElement(tag); made.textContent = text; row.append(made); return made; };
  const data = document.getElementById("packages-data");
  const known = data ? JSON.parse(data.textContent) : null;
  for (const place of document.querySelectorAll("details[data-packages]")) {
    place.addEventListener("toggle", () => {
      if (!place.open || place.dataset.made) { return; }
      place.dataset.made = "yes";
      const input = document.createElement("input");
      input.type = "search";
      input.placeholder = "Find a package or licence";
      input.setAttribute("aria-label", "Find a package or licence");
      const table = document.createElement("table");
      const head = table.createTHead().insertRow();
      for (const name of ["Kind", "Package", "Version", "Licence"]) { cell(head, name, "th").scope = "col"; }
      const rows = table.createTBody();
      for (const index of known.images[place.dataset.packages]) {
        const [kind, name, version, licence] = known.packages[index];
        const row = rows.insertRow();
        cell(row, known.kinds[kind]);
        cell(row, name);
        cell(row, version);
        cell(row, licence || "-");
        row.dataset.words = `${name} ${licence}`.toLowerCase();
      }
      input.addEventListener("input", () => {
        const word = input.value.toLowerCase();
        for (const row of rows.rows) { row.hidden = !row.dataset.words.includes(word); }
      });
      const scroll = document.createElement("div");
      scroll.className = "scroll";
      scroll.append(table);
      place.append(input, scroll);
    });
  }

  const show = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) { target.hidden = false; target.open = true; target.scrollIntoView(); }
  };
  addEventListener("hashchange", show);
  show();
})();
