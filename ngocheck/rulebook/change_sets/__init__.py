"""Named work on the law beside each other: which rows are of which, and the rows with one of them alone."""
