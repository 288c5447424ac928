// The button of a pasted list says how many invitations it sends. Without this script it says how
// many were ticked when the page was made.
document.querySelectorAll("form[data-invite]").forEach((form) => {
  const button = form.querySelector("button[data-words]");
  const count = () => {
    const ticked = form.querySelectorAll("input[data-count]:checked").length;
    button.textContent = button.dataset.words.replace("{}", ticked);
  };
  form.addEventListener("change", count);
  count();
});
