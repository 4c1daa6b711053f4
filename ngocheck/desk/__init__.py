"""The editors' desk: Django's admin for the tables of the law, and pages of its own for what a table cannot do.

Words, added to those of the rulebook:

Page           a view behind `desk_page`; its address, view and template share one name.
Pending        changes that are not published yet, with who made and who approved them.
Preview        the visitors' site with the draft, as of any day, for the person who started it.
Queue          what waits for an editor: versions to check, translations to make.
Plan           what an import or a restore would do, shown before it is done.
Conflict       somebody else changed the row while it was edited here.
"""
