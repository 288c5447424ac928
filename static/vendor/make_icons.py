"""Draw static/img/icons.svg: the mark and the icons that pages use, as one sprite.

    npm pack bootstrap-icons@1.13.2 && tar xzf bootstrap-icons-1.13.2.tgz
    python static/vendor/make_icons.py package/icons

Add a name to NAMES, run it again, commit both. Pages write {% icon "name" %}.
"""

import re
import sys
from pathlib import Path

NAMES = """
archive arrow-clockwise arrow-counterclockwise arrow-down arrow-left arrow-repeat
arrow-return-left arrow-right arrow-up award bank bell book box-arrow-up-right
building calendar-event chat-left-text check-circle check-circle-fill check-lg check2
check2-circle chevron-down chevron-left chevron-right chevron-up circle circle-half
clipboard-check clock clock-history cloud-check dash-circle dash-lg device-ssd download
envelope exclamation-circle exclamation-circle-fill exclamation-octagon
exclamation-triangle eye file-earmark-pdf file-earmark-text filter fingerprint flag
funnel geo-alt hourglass-split house-heart image info-circle journal-text key laptop
lightning-charge lightning-charge-fill link-45deg list-check list-ol list-ul lock
map megaphone paperclip pen pencil people person person-check person-lock person-plus
phone plus-lg printer qr-code quote save search send shield-check shield-exclamation
shield-lock shop slash-lg sliders snow star star-fill table three-dots trash tree
type-bold type-h3 type-italic unlock upload wifi-off x-circle x-lg
"""
ICONS = sorted(set(NAMES.split()))

# Two closed loops, each over and under the other. An outside sprite is not reached by the
# page's selectors, only by inherited properties: hence var() in the stroke (see .sp-mark).
MARK = (
    '<symbol id="mark" viewBox="7 7 34 34">'
    '<g transform="translate(24 24) rotate(45)" fill="none" stroke-width="4.6">'
    '<path stroke="var(--strand-a, #0e4f63)" '
    'd="M11-6.6A6.6 6.6 0 0 1 11 6.6H-2.7M-10.5 6.6H-11A6.6 6.6 0 0 1-11-6.6H2.7M10.5-6.6H11"/>'
    '<path stroke="var(--strand-b, #9a531b)" '
    'd="M-6.6-10.5V-11A6.6 6.6 0 0 1 6.6-11V2.7M6.6 10.5V11A6.6 6.6 0 0 1-6.6 11V-2.7"/>'
    "</g></symbol>"
)


def symbol(name, folder):
    """One icon of Bootstrap Icons as a <symbol>."""
    drawing = (folder / f"{name}.svg").read_text()
    shapes = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL).group(1)
    shapes = re.sub(r"\s*\n\s*", "", shapes).strip()
    return f'<symbol id="i-{name}" viewBox="0 0 16 16">{shapes}</symbol>'


def main(folder):
    """Write the sprite beside the other images."""
    lines = [
        "<!-- Bootstrap Icons 1.13.2, MIT, see static/vendor/README.md. Drawn by make_icons.py. -->",
        MARK,
        *(symbol(name, Path(folder)) for name in ICONS),
    ]
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(lines) + "\n</svg>\n"
    target = Path(__file__).resolve().parent.parent / "img" / "icons.svg"
    target.write_text(sprite)
    print(f"{target.name}: {len(ICONS)} icons, {len(sprite)} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
