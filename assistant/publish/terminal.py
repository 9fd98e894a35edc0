"""Questions about a file, put to a person at a terminal: on stderr, so that stdout keeps what was made."""

from __future__ import annotations

import sys

from assistant.publish.doubts import Doubt


def ask(doubt: Doubt) -> str:
    """One of the doubt's answers, by its name or number; "" where the person does not know."""
    print(f"\n{doubt.question}", file=sys.stderr)
    for line in doubt.evidence:
        print(f"  - {line}", file=sys.stderr)
    names = [name for name, _ in doubt.choices]
    for number, (name, meaning) in enumerate(doubt.choices, 1):
        print(f"  {number}. {name}: {meaning}", file=sys.stderr)
    while True:
        print("Answer, or press Enter where you do not know: ", end="", file=sys.stderr, flush=True)
        typed = sys.stdin.readline().strip().casefold()
        if not typed:
            return ""
        if typed in names:
            return typed
        if typed.isdigit() and 1 <= int(typed) <= len(names):
            return names[int(typed) - 1]
        print(f"That is none of {', '.join(names)}.", file=sys.stderr)
