"""Report to statements: the embedded English engine and what reads its parses."""
