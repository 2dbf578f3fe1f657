"""The numerical core: numpy and nothing else.  No Qt, no files, no clock."""
