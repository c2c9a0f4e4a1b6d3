"""The fonts of the office programs' own, which Word, slides and workbooks are set in; our own are for PDF alone.

Where one is not at hand, a program takes another of the same script.
"""

from promoplan.i18n.catalogue import Language

LATIN = "Calibri"
CHINESE = {
    Language.EN: "Microsoft JhengHei",
    Language.ZH_HANT: "Microsoft JhengHei",
    Language.ZH_HANS: "Microsoft YaHei",
}
"""By the report's language, as plans in English may name things in Chinese."""
