// Four things that Streamlit has no setting for.

// 1. The document's language follows the one in the address, where every page keeps it, so that a page is read aloud with
//    the right voice after its reader has changed the language.
let seen = "";
new MutationObserver(() => {
  if (location.search === seen) return;
  seen = location.search;
  const language = new URLSearchParams(seen).get("lang");
  if (language === "nb" || language === "en") document.documentElement.lang = language;
}).observe(document, { childList: true, subtree: true });

// 2. Single letters are no commands (WCAG 2.1.4): a slip of the finger or a spoken word must not rerun the page.
window.addEventListener(
  "keydown",
  (event) => {
    const writing = event.target instanceof HTMLElement && event.target.closest("input, textarea, [contenteditable]");
    if (!writing && /^[cr]$/i.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.stopImmediatePropagation();
    }
  },
  true,
);

// 3. A field of several lines hands over what is typed after a pause, as a field of one line does with `live`: Streamlit
//    waits until it is left or Ctrl and Enter are pressed, and a draft would lack the last words of a closed window.
let pause;
window.addEventListener(
  "input",
  (event) => {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement) || event.isComposing) return;
    clearTimeout(pause);
    pause = setTimeout(() => {
      if (document.activeElement !== field) return;
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true }));
    }, 800);
  },
  true,
);

// 4. The server is where this script came from. Not told, Streamlit asks at the page's own address first: two answers "404"
//    in the console of every page but the first, and a wait for both.
window.__streamlit = { BACKEND_BASE_URL: new URL("../..", document.currentScript.src).href };
