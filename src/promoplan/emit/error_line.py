"""`error_line`: what an error says, for whoever shows it."""

from promoplan.emit.safe import MAX_HEADER, file_name, printable, quoted, shortened
from promoplan.errors import PromoplanError
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import error_text


def error_line(error: PromoplanError, language: Language) -> str:
    """The error in one printable line; names of files and texts of plans can command nothing in it."""
    values = {name: file_name(str(value)) if name == "path" else quoted(value) for name, value in error.values.items()}
    return shortened(printable(error_text(error.template, values, language)), MAX_HEADER)
