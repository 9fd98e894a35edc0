// What a page of Streamlit cannot say in Python: copy, focus, scroll, one live region, two keys, and a letter kept as it is typed.
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
  // A letter is sent to the server while it is typed, as Streamlit does itself only when its field is left: a reload, or a
  // button pressed at once, then loses nothing of it. What a reload comes before is kept in the window for the page after it.
  const PAUSE = 500; // milliseconds without a key
  const letters = '[class*="st-key-letter-"] textarea';
  const kept = () => `letter${location.search}`;
  let waiting = null;
  const write = (area, text) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, text);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const send = () => {
    if (!waiting) return;
    clearTimeout(waiting.timer);
    const keys = { key: "Enter", code: "Enter", keyCode: 13, ctrlKey: true, bubbles: true, cancelable: true };
    waiting.area.dispatchEvent(new KeyboardEvent("keydown", keys));
    waiting = null;
  };
  document.addEventListener("input", (event) => {
    if (!event.target.matches(letters)) return;
    if (waiting) clearTimeout(waiting.timer);
    waiting = { area: event.target, timer: setTimeout(send, PAUSE) };
  });
  // A file is made from what the server has: its button waits until that is all that was typed.
  const idle = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning";
  const press = (name, tries = 100) => {
    if (!idle() && tries) {
      setTimeout(() => press(name, tries - 1), 100);
      return;
    }
    const all = [...document.querySelectorAll('[data-testid="stDownloadButton"] button')];
    all.find((button) => button.textContent === name)?.click();
  };
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest('[data-testid="stDownloadButton"] button');
      if (!button || !event.isTrusted || !document.querySelector(letters) || (!waiting && idle())) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      send();
      setTimeout(() => press(button.textContent), PAUSE);
    },
    true,
  );
  window.addEventListener("beforeunload", () => {
    if (waiting) sessionStorage.setItem(kept(), waiting.area.value);
    send();
  });
  const restore = (text, tries = 100) => {
    const area = document.querySelector(letters);
    if (!area && tries) setTimeout(() => restore(text, tries - 1), 100);
    if (!area) return;
    sessionStorage.removeItem(kept());
    if (area.value !== text) write(area, text);
  };
  if (sessionStorage.getItem(kept()) !== null) restore(sessionStorage.getItem(kept()));
  // What stood over the page while it loaded gives way, and what was typed into it goes on in the box.
  const takeOver = () => {
    const early = document.getElementById("early");
    if (!early) return;
    const typed = early.querySelector("input");
    const writing = document.activeElement === typed;
    if (box() && typed.value) {
      write(box(), typed.value);
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
