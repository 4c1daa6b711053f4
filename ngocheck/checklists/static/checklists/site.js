// Small comforts. Every page works without this file.
(() => {
  "use strict";

  const errors = document.querySelector(".errors");
  if (errors) errors.focus();

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // What a link leads to is not left folded away.
  const unfold = () => {
    let inner = document.querySelector(":target");
    while ((inner = inner && inner.parentElement))
      if (inner.matches("details")) inner.open = true;
  };
  window.addEventListener("hashchange", unfold);
  unfold();

  // A calendar to pick from beside every typed date, where the browser can open one.
  const words = {
    en: "Pick a day",
    ru: "Выбрать день",
    kk: "Күнді таңдау"
  };
  const dates = "showPicker" in HTMLInputElement.prototype ? 'input[data-kind="date"]' : "none";
  for (const typed of document.querySelectorAll(dates)) {
    const label = document.createElement("span");
    const button = document.createElement("button");
    const picker = document.createElement("input");
    label.className = "pick";
    button.type = "button";
    button.className = "btn btn-outline-primary";
    button.textContent = words[document.documentElement.lang] || words.en;
    picker.type = "date";
    picker.tabIndex = -1;
    picker.setAttribute("aria-hidden", "true");
    button.addEventListener("click", () => {
      const [day, month, year] = typed.value.split(".");
      if (year) picker.value = `${year}-${month}-${day}`;
      picker.showPicker();
    });
    picker.addEventListener("change", () => {
      if (!picker.value) return;
      typed.value = picker.value.split("-").reverse().join(".");
      typed.dispatchEvent(new Event("input", {
        bubbles: true
      }));
      typed.focus();
    });
    label.append(button, picker);
    typed.after(label);
  }

  // An answer and "I do not know yet", or "None of these" and something, exclude each other.
  const alone = new Set(["unknown", "none", "not_yet"]);
  for (const question of document.querySelectorAll("fieldset.question")) {
    const boxes = [...question.querySelectorAll('input[type="checkbox"]:not([name="sure"])')];
    question.addEventListener("input", (event) => {
      const changed = event.target;
      if (changed.type === "text") {
        if (changed.value) boxes.forEach((box) => {
          box.checked = false;
        });
      } else if (boxes.includes(changed) && changed.checked) {
        for (const box of boxes) {
          if (box !== changed && (alone.has(changed.value) || alone.has(box.value))) box.checked = false;
        }
        const typed = question.querySelector('input[type="text"]');
        if (typed) typed.value = "";
      }
    });
  }

  // Open what a link inside the page leads to: what it is folded in, and the line itself.
  const open = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    const folded = [target.closest("details"), target.matches(".line") && target.querySelector("details")];
    for (const one of folded) {
      if (one) one.open = true;
    }
    if (folded.some(Boolean)) target.scrollIntoView();
  };
  window.addEventListener("hashchange", open);
  open();
})();
