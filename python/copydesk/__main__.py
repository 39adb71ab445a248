"""``python -m copydesk``: the program that the wheel brings along."""

import os
import shutil
import sys
import sysconfig


def find() -> str:
    """The path of the program: next to this Python, where the wheel puts it, or else in the ``PATH``."""
    name = "copydesk" + (sysconfig.get_config_var("EXE") or "")
    for scheme in (None, sysconfig.get_preferred_scheme("user")):
        folder = sysconfig.get_path("scripts") if scheme is None else sysconfig.get_path("scripts", scheme=scheme)
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return path
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name}: not found next to this Python or in the PATH")
    return found


def main() -> int:
    """Runs the program with the arguments of this process, and gives its exit code."""
    command = [find(), *sys.argv[1:]]
    if os.name == "nt":
        import subprocess

        return subprocess.call(command)
    os.execv(command[0], command)


if __name__ == "__main__":
    sys.exit(main())
