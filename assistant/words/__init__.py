"""The words of a text and of a catalog: tokens, phrases, slips of spelling, periods as they are written."""
