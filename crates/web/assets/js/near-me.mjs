// "Around me": asks the browser where we are, then searches from there. Without it, the commune field does the same.
const button = document.querySelector("[data-near-me]");

if (button && "geolocation" in navigator) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const words = button.lastChild;
    const said = words.textContent;
    button.setAttribute("aria-busy", "true");
    words.textContent = button.dataset.busy;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const form = button.form;
        // Three decimals are about 100 m: enough to find a place, too little to find a home.
        for (const [name, value] of [["lat", coords.latitude], ["lon", coords.longitude]]) {
          const field = form.elements.namedItem(name) ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
          field.value = value.toFixed(3);
        }
        const commune = form.elements.namedItem("commune");
        if (commune) commune.value = "";
        form.requestSubmit();
      },
      () => {
        button.removeAttribute("aria-busy");
        words.textContent = said;
        const notice = button.parentElement.querySelector("[role=status]") ?? button.parentElement.appendChild(document.createElement("p"));
        notice.setAttribute("role", "status");
        notice.textContent = button.dataset.refused;
      },
      { maximumAge: 300000, timeout: 10000 },
    );
  });
}
