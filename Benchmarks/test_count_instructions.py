import contextlib
import io
import unittest

from count_instructions import table


def grown(counts, kept):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        names = table(counts, kept)
    return names, out.getvalue()


class TableTests(unittest.TestCase):
    def test_more_than_three_percent_has_grown(self):
        self.assertEqual(grown({"lint": 1_031, "fmt": 1_030}, {"lint": 1_000, "fmt": 1_000})[0], ["lint"])

    def test_less_is_no_growth_and_is_shown(self):
        names, text = grown({"lint": 900}, {"lint": 1_000})
        self.assertEqual(names, [])
        self.assertIn("-10.00%", text)

    def test_a_job_without_a_kept_count_is_only_shown(self):
        self.assertEqual(grown({"new": 5}, {})[0], [])


if __name__ == "__main__":
    unittest.main()
