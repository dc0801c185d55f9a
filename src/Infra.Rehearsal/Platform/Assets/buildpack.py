"""Puts what an application's requirements.txt names at its disposal in a virtual environment.

Debian's packages are seen from there and serve where their versions fit; the rest comes from the package index.
"""

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

VENV = Path("/workspace/.venv")
# PyPI's name: what the same thing calls itself elsewhere.
ALIASES = {"psycopg2-binary": "psycopg2", "psycopg-binary": "psycopg"}


def lines(path):
    """The requirements and options of a file and of those that it includes."""
    for line in path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        line = line.split(" #")[0].strip()
        if line.startswith(("-r ", "--requirement ")):
            yield from lines(path.parent / line.split(None, 1)[1])
        elif line and not line.startswith("#"):
            yield line


def installed(name):
    for candidate in (name, ALIASES.get(name.lower(), name)):
        try:
            return metadata.distribution(candidate)
        except metadata.PackageNotFoundError:
            pass
    return None


def script(path, content):
    path.write_text(content, encoding="utf-8")
    path.chmod(0o755)


def provide(distribution):
    """The commands that pip would have made."""
    for entry in distribution.entry_points:
        if entry.group == "console_scripts":
            script(
                VENV / "bin" / entry.name,
                f"#!{VENV}/bin/python\nimport sys\nfrom {entry.module} import {entry.attr.split('.')[0]}\nsys.exit({entry.attr}())\n",
            )


def main():
    subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", "--without-pip", str(VENV)], check=True)
    script(VENV / "bin" / "pip", f'#!/bin/sh\nexec /usr/bin/python3 -m pip --python {VENV}/bin/python "$@"\n')
    wanted, missing, outdated = Path("requirements.txt"), [], []
    for line in lines(wanted) if wanted.exists() else ["."]:
        try:
            requirement = Requirement(line)
        except InvalidRequirement:
            missing.append(line)
            continue
        if requirement.marker is not None and not requirement.marker.evaluate():
            continue
        found = installed(requirement.name)
        if requirement.name.lower() == "uwsgi" and os.path.exists("/usr/bin/uwsgi-core"):
            script(VENV / "bin" / "uwsgi", '#!/bin/sh\nexec /usr/bin/uwsgi-core --plugin python3 "$@"\n')
            print(f"{line}: Debian's uwsgi-core")
        elif found is None or requirement.url is not None:
            missing.append(line)
        else:
            provide(found)
            fits = requirement.specifier.contains(found.version, prereleases=True)
            print(f"{line}: Debian's {found.metadata['Name']} {found.version}")
            if not fits:
                outdated.append((line, found))
    if missing or outdated:
        wanted_here = VENV / "requirements.txt"
        wanted_here.write_text("\n".join(missing + [line for line, _ in outdated]) + "\n", encoding="utf-8")
        pip = [str(VENV / "bin" / "pip"), "install", "--quiet", "--no-input", "--no-cache-dir", "--disable-pip-version-check", "--retries", "1", "--timeout", "10"]
        done = subprocess.run([*pip, "-r", str(wanted_here)] if wanted.exists() else [*pip, "."], check=False)
        if done.returncode != 0 and (missing or not outdated):
            sys.exit(f"the package index gave no {', '.join(missing)}, and Debian has none")
        for line, found in outdated if done.returncode != 0 else []:
            print(f"warning: {line} is rehearsed with Debian's {found.version}: the package index was not reached")
    if os.path.exists("manage.py") and os.environ.get("DISABLE_COLLECTSTATIC", "") in ("", "0") and installed("Django") is not None:
        print("collecting static files")
        subprocess.run([str(VENV / "bin" / "python"), "manage.py", "collectstatic", "--noinput", "--verbosity", "0"], check=True)


try:
    main()
except subprocess.CalledProcessError as failure:
    sys.exit(f"{' '.join(map(str, failure.cmd))} ended with {failure.returncode}")
