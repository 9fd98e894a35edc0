"""The command line of ``update``: exit status 0 nothing new, 10 something new, 20 could not look, 1 not accepted."""

from __future__ import annotations

import json

from assistant.home import home
from assistant.update import said
from assistant.update.address import Address
from assistant.update.run import Outcome, undo, update


def run(check: bool, accept: str, undone: str, as_json: bool) -> int:
    """Do one thing and print what came of it."""
    outcome: Outcome = undo(home(), undone) if undone else update(home(), Address(), check, accept)
    if as_json:
        print(json.dumps(said.view(outcome), ensure_ascii=False, indent=2))
    else:
        for line in said.text(outcome):
            print(line)
    return outcome.status
