"""Whether the acts still say what the rules were written from: their official pages, read again and again.

A provision text is what the official page says under a provision, kept as a fingerprint of its letters and digits.
An amendment is a version of the law that leans on a provision whose text is another than it was.
"""
