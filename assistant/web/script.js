// What a page of Streamlit cannot say in Python: copy, focus, scroll, one live region and two keys.
(() => {
  if (window.figureFinder) return;
  const live = document.createElement("div");
  live.id = "live";
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");
  document.body.append(live);
  const say = (text) => {
    live.textContent = text;
  };
  const box = () => document.querySelector('[data-testid="stChatInputTextArea"]');
  const plain = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    return Promise.resolve();
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const text = decodeURIComponent(button.dataset.copy);
    (navigator.clipboard ? navigator.clipboard.writeText(text).catch(() => plain(text)) : plain(text)).then(() => {
      const label = button.dataset.label || button.textContent;
      button.dataset.label = label;
      button.textContent = "Copied";
      say("Copied");
      setTimeout(() => (button.textContent = label), 2000);
    });
  });
  const writing = (element) => element.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing(event.target) || !box()) return;
    event.preventDefault();
    box().focus();
  });
  window.figureFinder = {
    // An empty page: ready to be typed in, where that does not bring up a keyboard over it.
    start() {
      if (box() && window.matchMedia("(pointer: fine)").matches) box().focus({ preventScroll: true });
    },
    // A new answer: read from its beginning, told to a screen reader, and the box ready for the next question.
    turn(number, told) {
      const place = document.querySelector(`.st-key-turn-${number}`);
      if (place) place.scrollIntoView();
      say(told);
      if (box() && (document.activeElement === document.body || !document.activeElement)) box().focus({ preventScroll: true });
    },
  };
})();
