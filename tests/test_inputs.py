"""What once went wrong without a word, and the test that shows the right outcome of each.

Who looks for the story of a fault begins here. A test that is renamed is renamed in this table.
"""

import ast

import pytest

from tests.source import ROOT, nodes_of

# By the file of the tests: what was put in, and what became of it.
INPUTS = {
    "sheets/test_hostile_files.py": [
        (
            "a line of formulas alone",
            "test_a_line_of_formulas_alone_is_refused_with_its_cells_named",
        ),
        ("a decimal point in a cell", "test_a_decimal_point_is_never_a_group"),
        ("a per cent sign in quotes", "test_a_per_cent_sign_in_quotes_is_only_text"),
        ("a struck row", "test_a_struck_row_is_told_before_anything_is_applied"),
        ("a number in a cell of choices", "test_the_number_of_a_row_is_no_word_of_a_list"),
        ("an edited copy of a sheet", "test_a_sheet_that_nobody_reads_is_told"),
        ("Strict Open XML", "test_what_is_saved_as_strict_is_told_how_to_be_saved"),
        ("a dash for nothing", "test_a_dash_is_nothing"),
        ("a fraction that the format hides", "test_a_hidden_fraction_is_shown"),
    ],
    "tables/test_number_fields.py": [
        ("0.500 miliar in a form", "test_rupiah_are_understood"),
        ("0.125 in a form", "test_what_is_no_decimal_gets_a_sentence"),
    ],
    "masterplans/test_pasting_in_browser.py": [
        ("tracked changes of Word", "test_a_document_of_another_program_keeps_what_it_means"),
        ("a list of Word online", "test_a_document_of_another_program_keeps_what_it_means"),
        ("letters and numerals of lists", "test_a_list_keeps_the_signs_by_which_it_is_cited"),
        (
            "paragraphs that begin with dots",
            "test_a_document_of_another_program_keeps_what_it_means",
        ),
    ],
    "smartcity/test_parts.py": [
        (
            "back from a hit of the search",
            "test_back_from_a_hit_shows_the_whole_page_with_the_words_asked",
        ),
    ],
    "exports/test_section_html.py": [
        ("a list in a list, printed", "test_a_list_in_a_list_is_set_in_by_a_few_millimetres"),
        ("a wide table, printed", "test_a_table_of_eleven_sums_is_printed_without_a_number_cut"),
    ],
    "indonesian/test_indonesian.py": [
        ("names with degrees", "test_a_name_without_what_stands_before_and_after_it"),
    ],
    "regions/test_pasted_officials.py": [
        ("names with degrees, in a pasted list", "test_degrees_and_titles_stay_with_the_name"),
    ],
    "regions/test_officials.py": [
        ("a NIP in groups, sent", "test_a_nip_is_cleaned_before_it_is_counted"),
        ("a NIP in groups, pasted", "test_the_box_of_a_nip_takes_its_spaces"),
    ],
    "commitments/test_pad_in_browser.py": [
        ("a telephone that is turned", "test_a_telephone_that_is_turned_shows_the_whole_signature"),
    ],
    "monitoring/test_regions.py": [
        ("“Kota Sorong”, “96.71” in the list of regions", "test_filters_narrow_the_list"),
    ],
    "regions/test_pasted_members.py": [
        (
            "pasted people without a heading",
            "test_a_list_without_a_heading_is_read_by_what_stands_in_it",
        ),
    ],
    "masterplans/test_pictures.py": [
        ("greys of 16 bits", "test_greys_of_sixteen_bits_stay_a_ramp"),
        (
            "a wrong byte in a photograph",
            "test_a_wrong_byte_in_the_data_of_a_photograph_is_found_where_they_no_longer_add_up",
        ),
        ("a wrong byte in a PDF", "test_a_wrong_byte_in_the_middle_of_a_pdf_is_found_by_its_sum"),
    ],
    "sheets/test_sheets.py": [
        ("hidden rows and columns", "test_hidden_rows_and_columns_are_read_and_named"),
    ],
}


@pytest.mark.parametrize("file", INPUTS)
def test_what_once_went_wrong_has_its_test(file):
    tests = {node.name for node in nodes_of(ROOT / "tests" / file, ast.FunctionDef)}

    assert {name for _, name in INPUTS[file]} - tests == set()
