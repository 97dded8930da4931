"""The file of passwords that are tried on encrypted PDFs."""

from kehoach.errors import WrongUsage
from kehoach.settings import ExtractSettings


def check_passwords(settings: ExtractSettings) -> None:
    """Raises WrongUsage where the file cannot be read: a slip in its path would look like wrong passwords."""
    try:
        settings.passwords_file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        message = f"{settings.passwords_file}: {getattr(error, 'strerror', None) or 'no UTF-8 text'}."
        raise WrongUsage(message, "Give a text file with one password a line.") from error
