"""Named work on the law: which one a person works in, its page, what is said of it, and links to look at it."""
