/* Shows the API's document with Swagger UI. */

addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("docs");
  window.SwaggerUIBundle({ url: place.dataset.document, domNode: place, validatorUrl: null });
});
