"""``python -m assistant``, and the console script: one program."""

import gc

# Most of what is made here stays: looking through it again and again took a tenth of the time of a question.
gc.set_threshold(100_000)

from assistant.cli import main  # noqa: E402 - the imports are what is being looked through

if __name__ == "__main__":
    raise SystemExit(main())
