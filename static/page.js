// Two things that Streamlit has no setting for.

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
