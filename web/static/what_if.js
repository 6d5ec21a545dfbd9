/* The sliders say their value, and the answer follows them. Without this script the button does the same. */

(() => {
  "use strict";

  const form = document.getElementById("what-if");
  const answer = document.getElementById("answer");
  let pause;
  let asked;

  async function show() {
    asked?.abort();
    asked = new AbortController();
    const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
    try {
      const page = await (await fetch(address, { signal: asked.signal })).text();
      answer.replaceChildren(...new DOMParser().parseFromString(page, "text/html").getElementById("answer").childNodes);
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") console.warn("The comparison could not be brought up to date.");
    }
  }

  form.addEventListener("input", (event) => {
    const said = document.getElementById(`${event.target.id}-said`);
    if (said) said.textContent = event.target.value;
    clearTimeout(pause);
    pause = setTimeout(show, 300);
  });
})();
