"""The guided path: a new requirement, or a law that has changed, in short pages, each about one thing.

Every page writes to the rows of a version that is not law yet, in its change set. So nothing typed is lost, and
every page can be opened again.
"""
