"""What the people of the journey write, stage by stage, through the pages only."""

SWOT = {
    "Kekuatan": "Layanan terpadu sudah berjalan di kabupaten.",
    "Kelemahan": "Data antarlayanan belum tersambung.",
    "Peluang": "Jaringan serat optik sampai di semua kecamatan.",
    "Ancaman": "Tenaga TIK berpindah ke kota besar.",
}


def options(person, field):
    """Value and words of every choice of a select, without the empty one."""
    found = person.page.locator(f'main select[name="{field}"]').first.evaluate(
        "e => [...e.options].map(o => [o.value, o.text.trim()])"
    )
    return [(value, words) for value, words in found if value]


def adds(person, address, rows):
    """Enter rows of one kind of analysis, one after the other."""
    person.opens(address)
    for number, row in enumerate(rows, 1):
        person.fills(row)
        person.presses("Simpan dan tambah lagi" if number < len(rows) else "Simpan")
        wrong = person.page.locator('[role="alert"]').all_inner_texts()
        assert wrong == [], (address, row, wrong)


def writes_analyses(person, plan):
    """Bimtek I: a row of TOWS, readiness, gaps and first ideas. Staff writes issues and SWOT."""
    person.opens(f"{plan}analisis/tows/baru/")
    agency = options(person, "agency")[0][0]
    own = {"dimension": options(person, "dimension")[0][0], "agency": agency}
    adds(
        person,
        f"{plan}analisis/tows/baru/",
        [own | {"kind": kind, "text": f"Strategi {kind}."} for kind in ("SO", "WT")],
    )
    readiness = {
        "head": "people",
        "statement": "Sudah mulai.",
        "score": "2",
        "evidence": "SK Bupati.",
        "agency": agency,
    }
    adds(person, f"{plan}analisis/kesiapan/baru/", [readiness])
    person.opens(f"{plan}analisis/kesenjangan/baru/")
    gap = {
        "subdimension": options(person, "subdimension")[0][0],
        "now": "Layanan hanya di kabupaten.",
        "wanted": "Layanan selesai di desa.",
        "gap": "Belum ada loket desa.",
        "need": "Petugas dan jaringan desa.",
        "level_now": "1",
        "level_wanted": "3",
        "agency": agency,
    }
    adds(person, f"{plan}analisis/kesenjangan/baru/", [gap])
    idea = own | {"text": "Layanan satu hari di balai desa."}
    adds(person, f"{plan}analisis/gagasan/baru/", [idea])


def writes_a_section(person, plan, text="Bagian ini ditulis bersama oleh Perangkat Daerah. "):
    """Write the first section that is still empty; gives how many were."""
    person.opens(f"{plan}isi/?tampil=kosong")
    sections = person.page.eval_on_selector_all(
        'main a[href*="/isi/"]',
        r"all => [...new Set(all.map(a => a.pathname).filter(p => /\/isi\/\d+\/$/.test(p)))]",
    )
    person.opens(sections[0])
    person.writes(text * 4)
    person.presses("Simpan bagian")
    return len(sections)


def writes_vision(person, plan):
    """Vision, keywords, three missions; alignment with the three regional plans."""
    person.opens(f"{plan}isi/visi/")
    person.fills(
        {
            "keywords": "sehat, mandiri, lestari",
            "vision": "Terwujudnya Wonosobo yang sehat, mandiri, dan lestari melalui inovasi.",
            "misi-0-text": "Mendekatkan layanan kepada warga desa.",
        }
    )
    person.presses("Simpan visi dan misi")
    person.opens(f"{plan}isi/keselarasan/")
    for number, document in enumerate(("RPJPD", "RPJMD", "RTRW")):
        if not person.page.locator(f'[name="selaras-{number}-document"]').count():
            person.presses("Tambah baris keselarasan")
        dimension = options(person, f"selaras-{number}-dimension")[number][0]
        person.fills(
            {
                f"selaras-{number}-document": document,
                f"selaras-{number}-dimension": dimension,
                f"selaras-{number}-mission": "Mewujudkan tata kelola yang melayani.",
                f"selaras-{number}-goal": "Meningkatnya kepuasan warga.",
            }
        )
    person.presses("Simpan keselarasan")


def writes_an_aim(person, plan):
    """An aim with a strategy for one of the sub-dimensions; gives how many there are."""
    person.opens(f"{plan}program/sasaran/baru/")
    offered = options(person, "subdimension")
    person.fills(
        {
            "subdimension": offered[0][0],
            "text": "Layanan selesai dalam satu hari.",
            "strategies": "Menyatukan loket.",
        }
    )
    person.presses("Simpan sasaran")
    return len(offered)


def program_fields(name, subdimension, agency, years):
    """A complete program that runs through all years of the plan."""
    fields = {
        "name": name,
        "subdimension": subdimension,
        "expansion": f"{name} sampai ke desa",
        "agency": agency,
        "kind": "Layanan",
        "description": "Loket desa menerima dan menyelesaikan layanan.",
        "problem": "Warga menempuh dua jam ke kantor.",
        "output": "Loket di 20 desa",
        "outcome": "Warga dilayani di desanya sendiri.",
        "beneficiaries": "Warga desa",
        "beneficiaries_count": "21.000",
        "indicators-0-name": "Layanan yang selesai sehari",
        "indicators-0-unit": "persen",
        "indicators-0-baseline": "40,5",
        "indicators-0-baseline_year": str(years[0] - 1),
        "rpjmd_link": "Program Pelayanan Publik 2.10",
        "risks": "Jaringan terputus.",
    }
    for number, year in enumerate(years):
        fields[f"schedule-{year}"] = "Operasi"
        fields[f"indicators-0-target_{year}"] = str(45 + number)
        fields[f"budget-{year}-apbd"] = "250.000.000"
    return fields


def writes_a_program(person, plan, years):
    """A complete program for one of the sub-dimensions; gives how many there are."""
    person.opens(f"{plan}program/baru/")
    offered = options(person, "subdimension")
    agency = options(person, "agency")[0][0]
    person.fills(program_fields("Loket Desa", offered[0][0], agency, years))
    person.presses("Simpan program")
    return len(offered)


def nominates(person, plan):
    """The first program becomes a nominee: its dimension has none yet."""
    person.opens(f"{plan}program/")
    programs = person.page.eval_on_selector_all(
        'main a[href*="/program/"]',
        r"all => [...new Set(all.map(a => a.pathname).filter(p => /\/program\/\d+\/$/.test(p)))]",
    )
    person.opens(programs[0])
    person.presses("Nominasikan")


def describes_and_chooses(person, plan):
    """A full profile for the first nominee, and its choice; gives how many nominees there are."""
    person.opens(f"{plan}quick-win/")
    nominees = person.page.eval_on_selector_all(
        'main a[href*="/quick-win/"]',
        r"all => [...new Set(all.map(a => a.pathname).filter(p => /\/quick-win\/\d+\/$/.test(p)))]",
    )
    profile = (
        "background purpose benefits beneficiaries attraction uniqueness partnership"
        " development_potential continuity sustainability resources person_in_charge"
    )
    nominee = nominees[0]
    person.opens(f"{nominee}ubah/")
    person.fills(dict.fromkeys(profile.split(), "Ditulis bersama pokja."))
    person.fills(
        {
            "risiko-0-text": "Jaringan terputus",
            "risiko-0-likelihood": "3",
            "risiko-0-impact": "4",
            "risiko-0-mitigation": "Layanan luring.",
            "tonggak-0-month": "1",
            "tonggak-0-text": "Tim dibentuk",
        }
    )
    person.presses("Simpan profil")
    person.opens(nominee)
    person.presses("Pilih sebagai quick win")
    return len(nominees)
