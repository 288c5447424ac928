"""Which regions somebody means by a name or a Kemendagri code, of many lines at once."""

from collections import defaultdict

from indonesian import loose
from regions.models import LEVELS_IN_SPEECH, Level, Region

# Provinces as people shorten them.
SHORT = {
    "diy": "34", "diyogyakarta": "34", "yogyakarta": "34", "dki": "31", "jakarta": "31",
    "jabar": "32", "jateng": "33", "jatim": "35", "sumut": "12", "sumbar": "13", "sumsel": "16",
    "ntb": "52", "ntt": "53", "kalbar": "61", "kalteng": "62", "kalsel": "63", "kaltim": "64",
    "kaltara": "65", "sulut": "71", "sulteng": "72", "sulsel": "73", "sultra": "74", "sulbar": "76",
    "babel": "19", "kepri": "21", "malut": "82",
}  # fmt: skip


class RegionNames:
    """Every region by what people call it; read with one query for any number of lines."""

    def __init__(self):
        self.by_code, self.by_name = {}, defaultdict(list)
        for region in Region.objects.select_related("parent"):
            self.by_code[loose(region.code)] = region
            self.by_name[loose(region.name)].append(region)

    def called(self, text: str) -> list[Region]:
        """The regions that a name may mean, with or without its level; one for a code."""
        if region := self.by_code.get(loose(text)):
            return [region]
        first, _, rest = text.partition(" ")
        level = LEVELS_IN_SPEECH.get(first.rstrip(".").casefold())
        if level and (found := self._named(rest, level)):
            return found
        return self._named(text)

    def _named(self, name, level=None):
        found = [one for one in self.by_name[loose(name)] if level in (None, one.level)]
        short = SHORT.get(loose(name)) if level in (None, Level.PROVINCE) else None
        if not found and short in self.by_code:
            found = [self.by_code[short]]
        return found
