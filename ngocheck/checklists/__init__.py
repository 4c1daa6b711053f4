"""The visitor: questions, the checklist and what can be made of it, the law in the open.

Words, added to those of the engine and of wording:

Visit          one request of one visitor in one guide.
Journey        the way through a guide; a *step* is a section with what is asked in it.
Sheet          a whole checklist in words, in one language, that every output is made from; a *line* is one
               requirement in it.
Safe day       the day to plan for (`safe_on`); the *due day* (`due_on`) is the last lawful one.
Backward plan  the way from an assembly's day back to today.
Watch entry    a change of law that is coming, came or came to nothing.
"""
