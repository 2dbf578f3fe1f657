"""The numerical core: numpy, and records that msgspec makes.  No Qt, no files, no clock."""
