package dev.penstock.cli.codepipeline.grammar;

import java.util.List;

/**
 * The one word of a command line that belongs to no option.
 *
 * @param choices what it may be; empty when that is free
 */
public record Positional(String name, boolean required, List<String> choices) {}
