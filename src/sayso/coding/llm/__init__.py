"""The language-model coder: any chat-completions endpoint reads, the report decides what is kept."""

from __future__ import annotations

from sayso.coding.llm.agreement import Agreement, agreement, table
from sayso.coding.llm.coder import LlmCoder, Rejection
from sayso.coding.llm.errors import REJECTIONS, TROUBLES, EndpointError, NotCoded

__all__ = ["REJECTIONS", "TROUBLES", "Agreement", "EndpointError", "LlmCoder", "NotCoded", "Rejection", "agreement", "table"]
