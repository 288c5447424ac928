// What is marked data-focus (the error summary) takes the focus, on load and after htmx has put it in.
const takeFocus = (root) => root.querySelector?.("[data-focus]")?.focus();
takeFocus(document);
document.addEventListener("htmx:afterSettle", (event) => takeFocus(event.target));
