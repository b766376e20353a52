package dev.penstock.conformance;

import dev.penstock.reference.Examples;

/**
 * One way to the operations, with what was done on it: a story in which each of them works, and a world whose parts the
 * refused requests name.
 *
 * @param story the calls of the story, each operation's first one
 */
public record Side(Api api, Examples story, World world) {}
