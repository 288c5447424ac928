"""Lets a system user pass through closed directories (mode 0700) on the way to a path.

PostgreSQL refuses to run as root. When root has put the project under a directory that only root
may enter (/root, a directory of mktemp), the system user that runs PostgreSQL gets an access-list
entry "may pass through" on just those directories: nobody else gets anything, and nothing can be
listed. Same as `setfacl -m u:NAME:--x DIRECTORY`, without needing that program.
"""

import errno
import os
import struct
import subprocess
from pathlib import Path

_ATTRIBUTE = "system.posix_acl_access"
_VERSION = struct.pack("<I", 2)
_OWNER, _USER, _GROUP_OBJECT, _GROUP, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
_NOBODY = 0xFFFFFFFF
_PASS = 0o1


def allow_traversal(path: Path, uid: int, gid: int) -> list[Path]:
    """Make sure that the user can enter directory `path`; returns those that had to be opened.

    Raises OSError (ENOTSUP) where the file system keeps no access lists.
    """
    if _can_enter(path, uid, gid):
        return []
    opened = []
    for directory in [*reversed(path.parents), path]:
        if not _can_enter(directory, uid, gid):
            _let_pass(directory, uid)
            opened.append(directory)
    return opened


def _can_enter(path: Path, uid: int, gid: int) -> bool:
    # Asked of the kernel as that user: modes, groups and access lists are its business.
    question = ["test", "-x", str(path)]
    return (
        subprocess.run(question, user=uid, group=gid, extra_groups=[], check=False).returncode == 0
    )


def _let_pass(directory: Path, uid: int) -> None:
    entries = _entries(directory)
    entries[_USER, uid] = entries.get((_USER, uid), 0) | _PASS
    # The mask bounds what named users and groups may do: as much as they already had, and passing.
    named = [right for (tag, _), right in entries.items() if tag in (_USER, _GROUP_OBJECT, _GROUP)]
    mask = entries.get((_MASK, _NOBODY), 0) | _PASS
    if (_MASK, _NOBODY) not in entries:
        for right in named:
            mask |= right
    entries[_MASK, _NOBODY] = mask
    packed = b"".join(
        struct.pack("<HHI", tag, right, who) for (tag, who), right in sorted(entries.items())
    )
    os.setxattr(directory, _ATTRIBUTE, _VERSION + packed)


def _entries(directory: Path) -> dict[tuple[int, int], int]:
    try:
        packed = os.getxattr(directory, _ATTRIBUTE)
    except OSError as error:
        if error.errno != errno.ENODATA:
            raise
        mode = directory.stat().st_mode
        return {
            (_OWNER, _NOBODY): mode >> 6 & 7,
            (_GROUP_OBJECT, _NOBODY): mode >> 3 & 7,
            (_OTHER, _NOBODY): mode & 7,
        }
    return {(tag, who): right for tag, right, who in struct.iter_unpack("<HHI", packed[4:])}
