"""What is asked: small frozen nodes, one a file, that compose to a tree. No word of the question survives here."""
