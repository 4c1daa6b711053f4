// Draws the builder's blocks anew as one writes. Without this file its buttons send the form and do the same.
(() => {
  "use strict";
  const form = document.getElementById("builder");
  const blocks = document.getElementById("builder-blocks");
  const trouble = document.getElementById("builder-trouble");
  const WAIT = 400;
  let sending = null;
  let timer = 0;
  let acting = false;
  form.classList.add("scripted");

  async function ask(action) {
    if (sending) sending.abort();
    const mine = (sending = new AbortController());
    const sent = new FormData(form);
    sent.set("do", action);
    try {
      const answer = await fetch(form.dataset.pieces, {
        method: "POST",
        body: sent,
        signal: mine.signal
      });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      trouble.hidden = true;
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch (error) {
      if (error.name !== "AbortError") trouble.hidden = false;
      return null;
    }
  }

  async function redraw(action, place) {
    // What is typed or ticked while the new blocks are on their way would be lost with the old ones.
    acting = blocks.inert = true;
    const drawn = await ask(action);
    acting = blocks.inert = false;
    if (drawn) blocks.replaceChildren(...drawn.body.childNodes);
    const next = (drawn && blocks.querySelector("[autofocus]")) || document.getElementById(place);
    if (next) next.focus();
  }

  async function refresh() {
    if (acting) return;
    const drawn = await ask("");
    if (!drawn) return;
    for (const part of blocks.querySelectorAll("[data-live]")) {
      const fresh = drawn.getElementById(part.id);
      if (fresh) part.replaceChildren(...fresh.childNodes);
    }
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    if (!button || button.value === "save") return;
    event.preventDefault();
    clearTimeout(timer);
    redraw(button.value, button.closest("section").id.replace("block-", "head-"));
  });

  form.addEventListener("change", (event) => {
    clearTimeout(timer);
    if (event.target.matches("[data-redraw]")) redraw("", event.target.id);
    else refresh();
  });

  // Leaving the page ends what is still asked; that is no trouble to tell of, and "back" may show the page again.
  window.addEventListener("pagehide", () => sending && sending.abort());
  form.addEventListener("submit", () => sending && sending.abort());

  form.addEventListener("input", (event) => {
    if (!event.target.matches("input[type=text], input[type=date], input[type=time]")) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, WAIT);
  });

  // What was chosen before this file was there, or is shown again by "back", was not answered yet.
  const untold = [...blocks.querySelectorAll("select[data-redraw]")].find(
    (select) => select.selectedOptions.length && !select.selectedOptions[0].defaultSelected && select.value
  );
  if (untold) redraw("", untold.id);
})();
