"""Strings that must come out as words and do nothing else."""

from __future__ import annotations

STRINGS = (
    "<script>alert(1)</script>", "<svg onload=alert(1)>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)",
    "';alert(1)//", "</title></style></textarea></script><script>alert(1)</script>", "<!-- --><iframe src=//evil.example>",
    "\u202egnp.exe\u202c", "a\u200bb\u200dc", "{{ 7*7 }}{% raw %}", "${7*7}", "[x](javascript:alert(1))",
    "![b](https://evil.example/b.png)", "<https://evil.example>", '#import "x"', "$ x $ #panic()", "| a | b |", "\n# h\n\n---\n",
    "[^1]: javascript:alert(1)", "`code` ``` ~~~", "&lt;b&gt; &#60;script&#62;", "* a\n* b\n1. c", "> q", "    indented",
    "عربي فارسی ۱۲۳", "Кириллица", "日本語の文字", "👩\u200d👩\u200d👧", "x" * 400, "\x00\x01\x0b", "\ud800 lone", "\u2028\u2029",
    'https://evil.example/a b"onmouseover="alert(1)', "]]></svg><script>alert(1)</script>", "\\", "=cmd|' /C calc'!A0", "_a_ *b* ~~c~~",
)  # fmt: skip
