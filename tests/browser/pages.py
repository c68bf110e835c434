"""The pages by their addresses, and which of them are met on a server that nobody has visited.

What is to be shown of a first visit to a cold server is the same for all pages: app.py, and nobody but it, draws what
surrounds them and keeps the door. That a page is met before anything has run is a matter of the process, not of the
page, so a few pages that differ in how they are reached and in what they load each get a cold server. All pages are
met on one server started for that, each in a session of its own: no page has been visited there before its test, and
one that ran by itself would show it there as well.
"""

from tests.conftest import ROOT

# A page's address is its file's name, but for the first page, which lies at the root.
PAGES = ["" if path.stem == "overview" else path.stem for path in sorted((ROOT / "pages").glob("*.py"))]

COLD = {
    "": "the first page",
    "timeline": "one of the navigation",
    "initiative": "one that the navigation hides",
    "explore": "the one with the most figures",
}
