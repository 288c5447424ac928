"""The authority and its judges, as the tests of the seal use them."""

from tests.seals.conftest import authority, made_authority, pdfsig

__all__ = ["authority", "made_authority", "pdfsig"]
