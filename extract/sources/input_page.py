"""What every kind of file gives of a page."""

from typing import Protocol

from extract.picture.cleaning import Picture
from extract.sources.text_layer import TextLayer


class InputPage(Protocol):
    """A page that can be rendered."""

    @property
    def text_page(self) -> TextLayer | None:
        """A born-digital page's text layer; None where there is none, or hardly a letter is painted from
        it.
        """
        ...

    def render(self) -> tuple[Picture, float]:
        """The page's picture (RGB) and its resolution in dots per inch.

        Raises:
            UnreadableFile: the page is damaged.
            FileTooLarge: the picture would have more pixels than the settings allow.
        """
        ...
