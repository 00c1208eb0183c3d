"""Programs that take binary files apart, each in a process of its own: they import nothing of kg, read a file from
standard input and write JSON, one value a line."""
