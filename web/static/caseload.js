/* Shows how far a caseload is, and the whole page again when it is done. Without this script there is a link. */

(() => {
  "use strict";

  const place = document.getElementById("progress");
  if (!place) return;
  const bar = document.getElementById("bar");
  const words = document.getElementById("so-far");

  async function look() {
    try {
      const answer = await fetch(place.dataset.progress);
      if (!answer.ok) return;
      const { total, done, failed, finished } = await answer.json();
      if (finished) return location.reload();
      bar.value = done;
      words.textContent = `${done.toLocaleString()} of ${total.toLocaleString()} rows, ${failed.toLocaleString()} with something to correct.`;
    } catch {
      // The next look may find the server again.
    }
    setTimeout(look, 1000);
  }

  setTimeout(look, 1000);
})();
