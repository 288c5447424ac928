// The form of a program: only the aims of the chosen sub-dimension are offered, and a new program that
// has saved itself gets its own address, so that a reload opens it. A year that is ticked in the
// schedule shows its target boxes at once (`IndicatorForm.resting` is the same on the server).
(() => {
  const place = document.querySelector("select[name=subdimension]");
  const aims = document.querySelector("select[name=aim]");
  if (place && aims) {
    const groups = [...aims.querySelectorAll("optgroup")];
    const narrow = () => {
      for (const group of groups) {
        const own = group.querySelector("option")?.dataset.part === place.value;
        group.hidden = group.disabled = !own && !group.querySelector("option:checked");
      }
    };
    place.addEventListener("change", () => {
      if (aims.selectedOptions[0]?.dataset.part !== place.value) aims.value = "";
      narrow();
    });
    document.addEventListener("autosave:take", narrow);
    narrow();
  }
  const schedule = [...document.querySelectorAll("select[name^=schedule-]")];
  const askTargets = () => {
    const runs = new Set(schedule.filter((box) => box.value).map((box) => box.name.slice("schedule-".length)));
    document.querySelectorAll("[data-year]:has([name*='-target_'])").forEach((part) => {
      part.hidden = runs.size > 0 && !runs.has(part.dataset.year) && !part.querySelector("input").value.trim();
    });
  };
  schedule.forEach((box) => box.addEventListener("change", askTargets));
  document.addEventListener("autosave:take", askTargets);
  document.addEventListener("autosave:saved", (event) => {
    if (!event.detail.url || event.target.id !== "isian-program") return;
    history.replaceState(null, "", event.detail.url);
    window.SimpulAutosave.of(event.target).rename(`program-${event.detail.url.match(/\/(\d+)\//)[1]}`);
  });
})();
