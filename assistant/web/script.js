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
  // What stood over the page while it loaded gives way, and what was typed into it goes on in the box.
  const takeOver = () => {
    const early = document.getElementById("early");
    if (!early) return;
    const typed = early.querySelector("input");
    const writing = document.activeElement === typed;
    if (box() && typed.value) {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box(), typed.value);
      box().dispatchEvent(new Event("input", { bubbles: true }));
    }
    early.remove();
    if (box() && writing) box().focus({ preventScroll: true });
  };
  window.figureFinder = {
    // An empty page: ready to be typed in, where that does not bring up a keyboard over it.
    start(tries = 100) {
      if (document.getElementById("early") && !box() && tries) {
        setTimeout(() => this.start(tries - 1), 50); // the box is the last to be drawn
        return;
      }
      takeOver();
      if (box() && window.matchMedia("(pointer: fine)").matches) box().focus({ preventScroll: true });
    },
    // A new answer: read from its beginning, told to a screen reader, and the box ready for the next question.
    turn(number, told) {
      takeOver();
      const place = document.querySelector(`.st-key-turn-${number}`);
      if (place) place.scrollIntoView();
      say(told);
      if (box() && (document.activeElement === document.body || !document.activeElement)) box().focus({ preventScroll: true });
    },
  };
})();
