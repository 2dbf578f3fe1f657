"""Results as files that other programs read: tables and arrays.  No Qt."""
