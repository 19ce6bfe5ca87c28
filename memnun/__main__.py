"""bin/memnun COMMAND: the same door for everything Memnun does from a terminal."""

import os
import sys


def main() -> None:
    """Run the command named first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "memnun.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["memnun", *sys.argv[1:]])


if __name__ == "__main__":
    main()
