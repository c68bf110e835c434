"""What a person does on a page. Each act ends when the page stands still again, but for the hasty ones."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.standing import ready


def follow(page: Page, title: str) -> Page:
    """Goes to another page by the side bar."""
    page.get_by_test_id("stSidebarNavLink").filter(has_text=title).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    return ready(page)


def pick(page: Page, name: str, option: str) -> Page:
    """Chooses from a list."""
    page.get_by_role("combobox", name=name).click()
    page.get_by_role("option", name=option).click()
    return ready(page)


def hastily(button: Locator, *, clicks: int, pause: int) -> None:
    """Clicks where the button is, whatever has become of it; `pause` is in milliseconds."""
    page = ready(button.page)
    expect(button).to_be_enabled()
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    for _click in range(clicks):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(pause)
