"""The passphrase of the root, typed by whoever opens the safe."""

import os
from getpass import getpass

from authority.keystore import AuthorityError

VARIABLE = "SIMPUL_ROOT_PASSPHRASE"


def root_secret(*, again: bool = False) -> str:
    """From the environment, else typed; twice when a new key is closed with it."""
    if found := os.environ.get(VARIABLE):
        return found
    typed = getpass("Frasa sandi kunci akar: ")
    if again and getpass("Sekali lagi: ") != typed:
        raise AuthorityError("Kedua frasa sandi berbeda. Tidak ada yang diubah.")
    return typed
