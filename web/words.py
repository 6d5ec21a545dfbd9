"""Text for the browser: answers as safe HTML."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt

from web.languages import N_

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_TAGS = {"p", "strong", "em", "ul", "ol", "li", "a", "br", "blockquote"}


def html(markdown: str) -> str:
    """Markdown as HTML in which nothing can run: only text tags and https, mailto and tel links are left."""
    return nh3.clean(
        _MARKDOWN.render(markdown),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )


# The status of a right: its short word, and what that means.
STATUSES = {
    "law": (N_("Law"), N_("A rule of law. You can challenge a decision that breaks it.")),
    "official_promise": (N_("Promise"), N_("A published standard. You can complain, but no court enforces it.")),
    "proposed": (N_("Proposed"), N_("Not a right yet. Somebody has asked for it.")),
}
