"""The program without a window: a server, a batch, a test.  Qt is imported for figures alone."""
