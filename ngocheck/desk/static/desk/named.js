// Names what is chosen by typing after its label: the widget's own box has no name while nothing is chosen.
(() => {
  "use strict";

  function name(select) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const words = select.getAttribute("aria-label") || (label ? label.textContent.trim().replace(/:$/, "") : "");
    const box = document.getElementById(`select2-${select.id}-container`);
    if (box && words) box.setAttribute("aria-label", words);
  }

  function nameAll(within) {
    within.querySelectorAll("select.admin-autocomplete").forEach(name);
  }

  // After the widget has drawn itself, which it does once jQuery says that the page is there.
  document.addEventListener("DOMContentLoaded", () => django.jQuery(() => nameAll(document)));
  document.addEventListener("formset:added", (event) => nameAll(event.target));
})();
