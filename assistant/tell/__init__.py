"""Trees answered: figures worked out, and told in a sentence, a table and their caveats."""
