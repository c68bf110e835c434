"""A reader without a browser: speaks Streamlit's websocket to a running server, as its frontend does.

A session opens a page, finds widgets by how their keys end, sets them, presses buttons, and waits each time until the
script has finished. It knows nothing of any page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

WAIT = 120  # seconds for one message; no measurement
_VALUES = {
    "radio": "string_value",
    "selectbox": "string_value",
    "text_input": "string_value",
    "text_area": "string_value",
    "checkbox": "bool_value",
    "button": "trigger_value",
}
"""What a kind of widget sends when it is set."""


class Session:
    """One session on one page. `elements` is what the last run drew, in order, each with its kind."""

    def __init__(self, connection: ClientConnection, page: str, query: str) -> None:
        self._connection = connection
        self._page, self._query, self._script = page, query, ""
        self._set: dict[str, WidgetState] = {}
        self.elements: list[tuple[str, Any]] = []
        self.run()

    def find(self, ending: str) -> tuple[str, Any]:
        """Return the one widget whose key ends so, with its kind."""
        found = [(kind, element) for kind, element in self.elements if _id(element).endswith(ending)]
        assert len(found) == 1, (ending, [_id(element) for _kind, element in self.elements if _id(element)])
        return found[0]

    def id_of(self, ending: str) -> str:
        """Return the id of the one widget whose key ends so."""
        return _id(self.find(ending)[1])

    def set(self, ending: str, value: str | bool | int) -> None:
        """Set a widget; a number is the place of an option. The server is told with the next run."""
        kind, element = self.find(ending)
        if kind in ("radio", "selectbox") and isinstance(value, int):
            value = element.options[value]
        self._set[element.id] = WidgetState(id=element.id, **{_VALUES[kind]: value})  # type: ignore[arg-type]

    def press(self, ending: str) -> None:
        """Press a button and wait until the script has finished. A button that is switched off fails the test."""
        _kind, button = self.find(ending)
        assert not button.disabled, ending
        self.run(WidgetState(id=button.id, trigger_value=True))

    def run(self, *pressed: WidgetState) -> None:
        """Run the script with what is set, and wait until it has finished."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_name, state.page_script_hash = self._query, self._page, self._script
        state.context_info.locale = "en"
        here = {_id(element) for _kind, element in self.elements}
        self._set = {name: value for name, value in self._set.items() if name in here}
        state.widget_states.widgets.extend([*self._set.values(), *pressed])
        self._connection.send(asked.SerializeToString())
        while True:
            said = ForwardMsg()
            said.ParseFromString(self._connection.recv(timeout=WAIT))  # type: ignore[arg-type]  # bytes, always
            match said.WhichOneof("type"):
                case "new_session":
                    self.elements = []
                case "navigation":
                    self._script = said.navigation.page_script_hash
                case "page_info_changed":
                    self._query = said.page_info_changed.query_string
                case "delta" if said.delta.HasField("new_element"):
                    kind = said.delta.new_element.WhichOneof("type") or ""
                    self.elements.append((kind, getattr(said.delta.new_element, kind, None)))
                case "script_finished" if said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return
                case "script_finished":
                    # It gives way to another run at once, or it cannot run at all.
                    assert said.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN, said

    @property
    def words(self) -> str:
        """All that was drawn as HTML."""
        return "\n".join(element.body for kind, element in self.elements if kind == "html")


@contextmanager
def opened(url: str, page: str, **query: str) -> Iterator[Session]:
    """Open a page of the server at `url` in a session of its own, in English."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(
        address, origin=Origin(url), max_size=None, open_timeout=WAIT, compression=None
    ) as connection:
        yield Session(connection, page, urlencode({"lang": "en"} | query))


def _id(element: Any) -> str:
    return str(getattr(element, "id", ""))
