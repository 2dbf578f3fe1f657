"""Turns the functions of the engine, with what a document makes of them, into code for students."""
