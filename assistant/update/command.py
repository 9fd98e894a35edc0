"""The command line of ``update``: exit status 0 nothing new, 10 something new, 20 could not look, 1 not accepted."""

from __future__ import annotations

import json
import sys

from assistant.home import home
from assistant.update import said
from assistant.update.address import Address, CouldNotLook
from assistant.update.run import COULD_NOT_LOOK, Outcome, undo, update


def run(check: bool, accept: str, undone: str, as_json: bool) -> int:
    """Do one thing and print what came of it."""
    try:
        outcome: Outcome = undo(home(), undone) if undone else update(home(), Address(), check, accept)
    except CouldNotLook as error:
        print(f"nrm-assistant: {error}", file=sys.stderr)
        return COULD_NOT_LOOK
    if as_json:
        print(json.dumps(said.view(outcome), ensure_ascii=False, indent=2))
    else:
        for line in said.text(outcome):
            print(line)
    return outcome.status
