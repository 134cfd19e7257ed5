"""What ATen makes of one call: a question goes in, an answer comes out.

    client ──(question)──▶ worker: decide ─▶ concrete_trial ─▶ execution   (the process with torch)
     ▲  answer_cache                │
     └──────────(answer)────────────┘

Neither mypy nor anything generated is imported.
"""
