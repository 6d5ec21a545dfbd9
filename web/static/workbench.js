/* The estimate follows the form while it is filled in. Without this script the button "Work out" does the same. */

(() => {
  "use strict";

  const form = document.querySelector("form[data-result]");
  const place = document.getElementById("result");
  if (!form || !place) return;

  let pause;
  let asked;

  async function show() {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(form.dataset.result, { method: "POST", body: new FormData(form), signal: asked.signal });
      if (answer.ok) place.innerHTML = await answer.text();
    } catch (error) {
      if (error.name !== "AbortError") console.warn("The estimate could not be brought up to date.");
    }
  }

  function later() {
    clearTimeout(pause);
    pause = setTimeout(show, 400);
  }

  form.addEventListener("input", later);
  form.addEventListener("change", (event) => {
    // Another number of people or jobs: the form itself changes, so the page is asked for again.
    if (event.target.name?.endsWith(".count")) {
      const there = event.target.id;
      sessionStorage.setItem("workbench-focus", there);
      form.requestSubmit(form.querySelector('button[value="show"]'));
    }
  });

  const before = sessionStorage.getItem("workbench-focus");
  sessionStorage.removeItem("workbench-focus");
  if (before) document.getElementById(before)?.focus();
})();
