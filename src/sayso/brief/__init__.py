"""Briefs: assessments and their evidence as one page in HTML, Markdown or PDF."""

from __future__ import annotations

from sayso.brief.formats import FORMATS, render
from sayso.brief.ledger import BriefError
from sayso.brief.lint import lint

__all__ = ["FORMATS", "BriefError", "lint", "render"]
