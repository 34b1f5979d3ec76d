"""Why a document can be refused: every reason code, what it means and what to do about it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

REASONS: Final = MappingProxyType(
    {
        # finding the document
        "missing": "There is nothing at this path, or nothing matches this pattern. Check the spelling.",
        "not-a-file": "A pipe, socket or device. Pipe its contents in and name the input '-'.",
        "unreadable": "The file is there but the system would not let it be read. Check its permissions.",
        "empty-folder": "The folder holds no files (hidden files are not offered).",
        "link-loop": "A symbolic link leads to itself, or to a folder already read; each folder is read once.",
        "too-big": "Larger than one document may be. Split it, or raise the limit.",
        # opening the document
        "empty": "No bytes, or nothing but white space.",
        "binary": "Not text in any encoding. If it is a document, save it as PDF, HTML or text.",
        "format": "A kind of file that is not read. Save it as text, Markdown, HTML, PDF or JSON Lines.",
        "archive": "A compressed file or archive. Unpack it and offer what is inside.",
        "xml-entity": "XML that defines its own entities; it is refused without being expanded.",
        "encoding": "The bytes are text in an unknown or mixed encoding. Convert it: iconv -f OLD -t UTF-8.",
        "decompress-limit": "A web server sent compressed data that unpacks to more than is allowed.",
        # understanding the document
        "front-matter": "The header between the '---' lines is not simple 'name: value' YAML. Correct it.",
        "record": "A line of JSON Lines is not one JSON object with a text. Correct the line named.",
        "too-complex": "Built to exhaust a parser: save the visible text as a plain text file instead.",
        "pdf-broken": "The PDF is damaged or cut short. Download it again.",
        "pdf-encrypted": "The PDF needs a password. Save a copy without one.",
        "no-text": "No readable text inside: a PDF of pictures, a page without an article. Use OCR, or paste the text.",
        "undated": "No publication date is stated, and none is guessed. Give one: --published 2020-03-13.",
        "language": "Not English, as far as can be told. If it is, say so: --language en.",
        # fetching the document
        "fetch-off": "Fetching was switched off. Save the page and offer the file.",
        "url-scheme": "Only http and https addresses are fetched. For a file, give its path.",
        "fetch-address": "The address is malformed, or leads into a private, local or reserved network.",
        "fetch-redirect": "The server sent the request on more often than is followed, or to nowhere.",
        "fetch-status": "The server answered with something other than the page. Open it in a browser and save it.",
        "fetch-timeout": "The server did not deliver the whole page in time. Try again, or save the page yourself.",
        "fetch-failed": "No connection, a failed certificate check or a broken answer. Try again later.",
    }
)
"""Reason code → what it means and what to do."""
