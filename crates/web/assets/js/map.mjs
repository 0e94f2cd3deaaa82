// Makes a drawn map movable. This file is small and decides only when: the map itself is loaded by it, on a wide
// window when the map comes near, elsewhere when somebody asks. Without it, the drawn map stays.
for (const element of document.querySelectorAll("[data-map]")) {
  const toggle = element.querySelector("[data-map-toggle]");
  const wide = matchMedia("(min-width: 56rem)");
  let live;

  /** The question of the list may change without the page: what depends on it stands in an element of its own. */
  const read = () => {
    const question = element.querySelector("[data-swap=map] > data");
    if (!question) return false;
    Object.assign(element.dataset, question.dataset);
    return true;
  };
  read();

  /** Loads the map once. */
  const start = () => (live ??= import("asset:map-live.mjs").then((module) => module.show(element)).catch((reason) => {
    element.dataset.mapState = "failed";
    element.querySelector("[data-map-status]").textContent = element.dataset.failed;
    console.warn(reason);
  }));

  const open = (shown) => {
    element.toggleAttribute("data-map-open", shown);
    if (!toggle) return;
    toggle.setAttribute("aria-expanded", String(shown));
    toggle.querySelector("span").textContent = shown ? toggle.dataset.hide : toggle.dataset.show;
    if (shown) start();
  };
  toggle?.addEventListener("click", (event) => {
    event.preventDefault();
    if (element.dataset.map === "place") {
      toggle.hidden = true;
      start();
    } else {
      open(!element.hasAttribute("data-map-open"));
    }
  });
  if (toggle) {
    toggle.hidden = false;
    toggle.setAttribute("role", "button");
    toggle.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        toggle.click();
      }
    });
  }
  element.dataset.mapState = "ready";
  if (element.dataset.map === "place") continue;
  open(element.hasAttribute("data-map-open"));
  document.addEventListener("results", async () => {
    element.hidden = !read();
    if (element.hidden) return;
    const image = element.querySelector(".map__drawn img");
    if (image) image.src = element.dataset.image;
    if (toggle) toggle.href = element.dataset.open;
    (await live)?.ask();
  });

  // Beside the list, the map needs no asking; but nobody pays for it who wants to save data.
  if (!navigator.connection?.saveData) {
    new IntersectionObserver((entries, observer) => {
      if (!wide.matches || !entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      (window.requestIdleCallback ?? setTimeout)(start);
    }, { rootMargin: "300px" }).observe(element);
  }
}

// A page that is printed shows the drawn map: it has to be there by then.
addEventListener("beforeprint", () => {
  for (const image of document.querySelectorAll("[data-map] img[loading=lazy]")) image.loading = "eager";
});
