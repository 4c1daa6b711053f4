// Shows one part of a long form at a time. Without this file all stand below each other, with a list of links to them.
(() => {
  "use strict";
  const list = document.querySelector(".desk-tabs");
  const form = list.closest("form");
  const tabs = [...list.querySelectorAll("a")];
  const OPEN = "#tab=";

  const panelOf = (tab) => document.querySelector(tab.getAttribute("href"));
  const codeOf = (tab) => tab.id.replace("tab-", "");

  function show(wanted) {
    for (const tab of tabs) {
      const chosen = tab === wanted;
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
      panelOf(tab).hidden = !chosen;
    }
    // The tab is still open after the form was saved, or the page read anew.
    form.setAttribute("action", OPEN + codeOf(wanted));
    history.replaceState(history.state, "", OPEN + codeOf(wanted));
  }

  function firstField(place) {
    const chosen = place.parentElement.querySelector(`[aria-controls="select2-${place.id}-container"]`);
    if (chosen) return chosen;
    return place.matches("input, select, textarea") ? place : place.querySelector("summary, input, select, textarea");
  }

  // Opens what a refused field is folded in, and goes there.
  function reveal(place) {
    const panel = place.closest(".desk-panel");
    if (panel) show(tabs.find((tab) => panelOf(tab) === panel));
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const field = firstField(place);
    if (field) field.focus();
    place.scrollIntoView({
      block: "center"
    });
  }

  function along(event) {
    const last = tabs.length - 1;
    const here = tabs.indexOf(event.target.closest("a"));
    const step = {
      ArrowRight: here === last ? 0 : here + 1,
      ArrowLeft: here === 0 ? last : here - 1,
      Home: 0,
      End: last
    } [event.key];
    if (step === undefined) return;
    event.preventDefault();
    show(tabs[step]);
    tabs[step].focus();
  }

  list.setAttribute("role", "tablist");
  for (const tab of tabs) {
    tab.parentElement.setAttribute("role", "none");
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panelOf(tab).id);
    panelOf(tab).setAttribute("role", "tabpanel");
    panelOf(tab).setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      show(tab);
    });
  }
  list.addEventListener("keydown", along);
  document.documentElement.classList.add("tabbed");
  const refused = tabs.find((tab) => tab.querySelector(".desk-tab-refused"));
  const before = tabs.find((tab) => OPEN + codeOf(tab) === location.hash);
  show(refused || before || tabs[0]);
  for (const link of document.querySelectorAll(".desk-refused a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      reveal(document.getElementById(link.hash.slice(1)));
    });
  }
})();
