"""``python -m assistant``: the same program as the console script."""

from assistant.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
