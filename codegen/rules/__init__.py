"""Shape rules and what ATen said of them: the language, the families (`rules.yaml`), the facts (`facts.json`)."""
