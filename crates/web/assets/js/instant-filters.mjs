// Filters apply as soon as they are changed: the list, the counts and the address follow, nothing else moves.
// Without it, the button "Apply" does the same by loading the page.
const form = document.querySelector("#search");
const filters = document.querySelector(".facets");

if (form && filters) {
  let asked = 0;
  filters.addEventListener("change", async ({ target }) => {
    if (!oneMoment(target)) return;
    const rank = ++asked;
    const question = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...question]) if (!value) question.delete(name, value);
    const address = `${form.getAttribute("action")}?${question}`;
    const list = document.querySelector("[data-swap=list]");
    list.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (rank !== asked) return;
      const focused = document.activeElement?.id;
      const folds = () => [...filters.querySelectorAll("[data-fold]")];
      const unfolded = new Map(folds().map((fold) => [fold.dataset.fold, fold.open]));
      for (const old of document.querySelectorAll("[data-swap]")) {
        const fresh = page.querySelector(`[data-swap="${old.dataset.swap}"]`);
        if (fresh) old.replaceChildren(...fresh.childNodes);
      }
      for (const fold of folds()) fold.open = unfolded.get(fold.dataset.fold) ?? fold.open;
      if (focused) document.getElementById(focused)?.focus();
      document.title = page.title;
      history.replaceState(null, "", address);
      list.removeAttribute("aria-busy");
      list.dispatchEvent(new CustomEvent("results", { bubbles: true }));
    } catch {
      // The network or the server failed: load the page, so that the reason is shown.
      if (rank === asked) form.requestSubmit();
    }
  });
}

// "When?" has one answer: a choice empties the field of day and hour, and that field is a choice of its own.
// False when there is nothing to ask yet.
function oneMoment(changed) {
  const at = form.elements.namedItem("ouvert_le");
  const another = document.querySelector("#ouvert-moment");
  if (changed === at && at.value) another.checked = true;
  if (changed === another && !at.value) {
    at.focus();
    return false;
  }
  if (changed.name === "ouvert" && changed !== another) at.value = "";
  return true;
}
