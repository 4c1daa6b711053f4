"""The law in words, for visitors and editors alike. Knows the engine and nothing of rows.

Words, added to those of the engine:

Plain text     a text of the law in the page's language, or in the nearest one that it is written in.
Marked text    the same, with its language where that is not the page's; HTML then has a `lang`.
Outdated       said of a translation that is older than the English text; the *newer text* is then shown beside it.
Clause         one condition in words; a *case* is the clauses that must all hold.
Sureness       how sure a version is: its confidence, and when it was last compared with the act.
Figures        the numbers, times and months that a text says and its translation must say too.
Stem           what is left of a word in any case form; the search compares stems.
"""
