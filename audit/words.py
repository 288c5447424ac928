"""The verbs of the trail in Indonesian. A verb without words here fails a test."""

WORDS = {
    "masterplan.created": "membuat masterplan",
    "masterplan.identity_changed": "mengubah judul, tahun, atau jangka",
    "masterplan.vision_changed": "mengubah visi dan misi",
    "masterplan.alignment_changed": "mengubah keselarasan",
    "masterplan.teams_changed": "menunjuk ketua pokja",
    "section.written": "menulis bagian",
    "section.refused": "menyimpan bagian sesudah orang lain; tulisannya ada di riwayat",
    "section.assigned": "menunjuk penulis bagian",
    "attachment.added": "mengunggah berkas",
    "role.granted": "memberi peran",
    "role.changed": "mengubah peran",
    "role.revoked": "mencabut peran",
    "invitation.sent": "mengirim undangan",
    "invitation.resent": "mengirim undangan lagi",
    "invitation.withdrawn": "menarik undangan",
    "invitation.accepted": "menerima undangan",
    "agency.added": "menambah Perangkat Daerah",
    "agency.changed": "mengubah Perangkat Daerah",
    "official.added": "menambah pejabat",
    "official.changed": "mengubah pejabat",
    "finding.added": "menambah isian analisis",
    "finding.changed": "mengubah isian analisis",
    "finding.removed": "menghapus isian analisis",
    "stage.submitted": "menyerahkan tahap",
    "stage.withdrawn": "menarik kembali tahap",
    "stage.returned": "mengembalikan tahap",
    "stage.approved": "menyetujui tahap",
    "stage.reopened": "membuka kembali tahap 4",
    "stage.frozen": "membekukan masterplan",
    "stage.signed": "melengkapi tanda tangan komitmen",
    "freezing.requested": "meminta pembekuan masterplan",
    "quickwin.nominated": "menominasikan quick win",
    "quickwin.withdrawn": "membatalkan nominasi quick win",
    "quickwin.scored": "menilai calon quick win",
    "quickwin.described": "menulis profil quick win",
    "quickwin.chosen": "memilih quick win",
    "quickwin.dropped": "melepas calon quick win",
}


def in_words(verb: str) -> str:
    """What a verb of the trail says to a reader; the verb itself when nobody gave it words."""
    return WORDS.get(verb, verb)
