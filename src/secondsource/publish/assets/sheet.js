"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const memory = {
    get(key) { try { return localStorage.getItem("secondsource." + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("secondsource." + key, value); } catch { /* private */ } },
  };
  const byId = (id) => document.getElementById(id);
  const target = (link) => byId(decodeURIComponent(link.hash.slice(1)));
  const facts = $$(".fact");
  const help = byId("help");
  const keys = byId("keys");
  let now = null;

  $$("[data-js],[data-compare]").forEach((element) => { element.hidden = false; });

  // Theme: the radio buttons work without this; here the choice is remembered.
  const themes = $$("[name=theme]");
  const remembered = byId("theme-" + memory.get("theme"));
  if (themes.includes(remembered)) remembered.checked = true;
  themes.forEach((radio) => radio.addEventListener("change", () => memory.set("theme", radio.id.slice(6))));
  const isDark = () => byId("theme-dark").checked ||
    (byId("theme-auto").checked && matchMedia("(prefers-color-scheme: dark)").matches);
  const toggleTheme = () => {
    const radio = byId(isDark() ? "theme-light" : "theme-dark");
    radio.checked = true;
    memory.set("theme", radio.id.slice(6));
  };

  // A fact under the pointer, in focus or chosen shows its passages.
  const marks = new Map();
  $$("mark[data-facts]").forEach((mark) => mark.dataset.facts.split(" ").forEach((id) => {
    marks.set(id, [...(marks.get(id) ?? []), mark]);
  }));
  const marksOf = (fact) => marks.get(fact.id) ?? [];
  const light = (fact, on) => marksOf(fact).forEach((mark) => mark.classList.toggle("on", on));
  facts.forEach((fact) => {
    fact.addEventListener("pointerenter", () => light(fact, true));
    fact.addEventListener("pointerleave", () => light(fact, false));
  });
  const choose = (fact) => {
    if (now) { now.classList.remove("now"); light(now, false); }
    now = fact;
    if (fact) { fact.classList.add("now"); light(fact, true); }
  };
  const go = (fact) => {
    choose(fact);
    fact.focus({ preventScroll: true });
    fact.scrollIntoView({ block: "start" });
    history.replaceState(null, "", "#" + fact.id);
  };
  document.addEventListener("focusin", (event) => {
    const fact = event.target.closest(".fact");
    if (fact && fact !== now) choose(fact);
  });
  $$("mark[data-facts]").forEach((mark) => mark.addEventListener("click", () => {
    const fact = byId(mark.dataset.facts.split(" ")[0]);
    if (getSelection().isCollapsed && fact && fact.matches(".fact:not([hidden])")) go(fact);
  }));

  // What runs through a node of the drawing stands out.
  $$(".graph a").forEach((node) => {
    const name = node.getAttribute("href").slice(1);
    const through = $$("path", node.closest("svg")).filter((path) =>
      (path.dataset.of ?? "").split(" ").includes(name));
    const lit = (on) => through.forEach((path) => path.classList.toggle("lit", on));
    ["pointerenter", "focus"].forEach((kind) => node.addEventListener(kind, () => lit(true)));
    ["pointerleave", "blur"].forEach((kind) => node.addEventListener(kind, () => lit(false)));
  });

  // A map wider than the screen opens where most places lie.
  $$(".map").forEach((map) => {
    const across = $$(".town", map).map((dot) => dot.cx.baseVal.value).sort((a, b) => a - b);
    const frame = map.parentElement;
    const middle = across[across.length >> 1] / map.viewBox.baseVal.width;
    if (across.length) frame.scrollLeft = middle * map.clientWidth - frame.clientWidth / 2;
  });

  // Next and previous.
  const shown = () => facts.filter((fact) => !fact.hidden);
  const step = (by) => {
    const all = shown();
    const place = all.indexOf(now);
    const next = place < 0 ? all[by > 0 ? 0 : all.length - 1] : all[place + by];
    if (next) go(next);
  };
  let at = -1;
  const evidence = (by) => {
    if (!now) return;
    const links = $$(".evidence a", now);
    const current = links.findIndex((link) => link.classList.contains("on"));
    at = (current < 0 && by < 0 ? links.length : current) + by;
    at = (at + links.length) % links.length;
    links.forEach((link, place) => link.classList.toggle("on", place === at));
    location.hash = links[at].hash;
  };

  // Reports side by side.
  const single = byId("single");
  const compared = byId("compared");
  let rivals = [];
  const wide = matchMedia("(min-width: 70rem)");
  const sheet = [byId("sheet"), $(".bar")];
  const beside = (fact) => {
    const sides = [fact, ...$$(".against a.to", fact).map(target)];
    const places = sides.flatMap((side) => $$(".evidence a", side)).map(target);
    const first = new Map();
    places.forEach((place) => {
      const report = place.closest(".report");
      if (!first.has(report) && !report.dataset.copy) first.set(report, place);
    });
    if (first.size < 2) return;
    alone();
    choose(fact);
    rivals = sides.slice(1);
    rivals.forEach((rival) => light(rival, true));
    $$(".shown").forEach((paragraph) => paragraph.classList.remove("shown"));
    places.forEach((place) => place.closest("p")?.classList.add("shown"));
    compared.textContent = byId(fact.id + ".name").textContent;
    $$(".report").forEach((report) => report.classList.toggle("in", first.has(report)));
    document.body.classList.add("beside");
    single.hidden = false;
    if (!wide.matches) {  // they lie over the sheet
      sheet.forEach((part) => { part.inert = true; });
      single.focus();
    }
    first.forEach((place, report) => {
      report.scrollTop += place.getBoundingClientRect().top - report.getBoundingClientRect().top - 140;
    });
    fact.scrollIntoView({ block: "nearest" });
  };
  const alone = () => {
    if (!document.body.classList.contains("beside")) return;
    rivals.forEach((rival) => light(rival, false));
    const covered = sheet[0].inert;
    document.body.classList.remove("beside");
    compared.textContent = "";
    sheet.forEach((part) => { part.inert = false; });
    single.hidden = true;
    if (!now) return;
    now.scrollIntoView({ block: "nearest" });
    if (covered) ($(".compare", now) ?? now).focus({ preventScroll: true });
  };
  single.addEventListener("click", alone);
  wide.addEventListener("change", alone);
  $$("[data-compare]").forEach((button) =>
    button.addEventListener("click", () => beside(byId(button.dataset.compare))));
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const to = link && document.body.classList.contains("beside") && target(link);
    const report = to && to.closest(".report");
    if (report ? !report.classList.contains("in") : to && !wide.matches) alone();
  });

  // Find in facts.
  const find = byId("find");
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLocaleLowerCase();
    facts.forEach((fact) => { fact.hidden = !fact.textContent.toLocaleLowerCase().includes(wanted); });
    $$(".from,.within,.grade").forEach((group) => {
      group.hidden = wanted !== "" && !$(".fact:not([hidden])", group);
    });
    byId("found").textContent = wanted ? `${shown().length} of ${facts.length}` : "";
  });

  // Keys; single ones can be turned off.
  keys.checked = memory.get("keys") !== "off";
  keys.addEventListener("change", () => memory.set("keys", keys.checked ? "on" : "off"));
  byId("ask").addEventListener("click", () => help.showModal());
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    e: () => evidence(1),
    E: () => evidence(-1),
    s: () => (document.body.classList.contains("beside") ? alone() : now && beside(now)),
    b: () => now && go(now),
    t: toggleTheme,
    "/": () => find.focus(),
    "?": () => help.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === "Escape") {
      if (event.target === find) { find.value = ""; find.dispatchEvent(new Event("input")); find.blur(); }
      else if (document.body.classList.contains("beside")) alone();
      return;
    }
    const typing = event.target.matches("input:not([type=radio]), textarea");
    const action = actions[event.key];
    if (!action || typing || !keys.checked) return;
    event.preventDefault();
    action();
  });

  const arrived = () => {
    const fact = location.hash && byId(location.hash.slice(1));
    if (fact && fact.matches(".fact")) choose(fact);
  };
  addEventListener("hashchange", arrived);
  arrived();
})();
