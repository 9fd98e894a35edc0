"""English to trees: a lexicon, a grammar of rules, and an assembly by type. Nothing here knows a figure."""
