"""What the user is working on: immutable, comparable, without results.  No Qt."""
