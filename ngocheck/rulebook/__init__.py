"""The law as rows that editors keep, and the way from rows to an edition.

Words, added to those of the engine:

Row            one line of a table of the law; known by its content (its natural key) and not by its number.
Draft          the edition that the rows would make now. Visitors see the *live* edition, the newest published one.
Part           what an edition is compared by: a version, a question, a source; a *change* is a part that differs.
Gate           a look at the rows or the draft that refuses publishing and names the row to mend (a *problem*).
Approval       somebody's word that they read a change; it holds for exactly the content that was read.
Scenario       answers, a day and what must come out; *coverage* says what no scenario has seen.
Mutant         a rule with one slip in its conditions; a scenario that does not hold on it *notices* it.
Impact         what a change does to made-up organisations and to scenarios.
Record         a row as it was, who wrote it, and the part that it belongs to; history is made of records.
Stamp          what a translation was made from.
Provision text what the official page says under a provision, as a fingerprint; no row of the law.
Amendment      a version leans on a provision whose text has changed, and somebody has looked at that or not yet.
"""
