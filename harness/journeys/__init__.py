"""The affiliate and her tasks: the one place where the procedure is walked."""
