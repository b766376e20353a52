package dev.penstock.cli.codepipeline.grammar;

import java.util.List;

/**
 * An option of a command line.
 *
 * @param name with its dashes
 * @param key under which its value is found; two options may share one, the last on the line wins
 * @param preset value of an option that stands alone; empty when it has none
 * @param choices what its value may be; empty when that is free
 */
public record Option(
        String name, String key, Arity arity, Kind kind, boolean required, String preset, List<String> choices) {

    /** How many words follow. */
    public enum Arity {
        NONE,
        ONE,
        AT_MOST_ONE,
        ANY
    }

    /** What is checked while words are read. */
    public enum Kind {
        TEXT,
        INTEGER,
        /** Text; the name cannot be cut short: the AWS CLI does not know it, and other names would become ambiguous. */
        TEXT_BY_FULL_NAME,
        /** Ends the reading at once, as {@code --version} does. */
        ENDING
    }

    public static Option single(String name, boolean required) {
        return new Option(name, name.substring(2), Arity.ONE, Kind.TEXT, required, "", List.of());
    }

    public static Option byFullName(String name) {
        return new Option(name, name.substring(2), Arity.ONE, Kind.TEXT_BY_FULL_NAME, false, "", List.of());
    }

    public static Option integer(String name) {
        return new Option(name, name.substring(2), Arity.ONE, Kind.INTEGER, false, "", List.of());
    }

    public static Option list(String name, boolean required) {
        return new Option(name, name.substring(2), Arity.ANY, Kind.TEXT, required, "", List.of());
    }

    public static Option flag(String name, String key, boolean value) {
        return new Option(name, key, Arity.NONE, Kind.TEXT, false, Boolean.toString(value), List.of());
    }

    public static Option choice(String name, List<String> choices) {
        return new Option(name, name.substring(2), Arity.ONE, Kind.TEXT, false, "", choices);
    }

    Option optional() {
        return required ? new Option(name, key, arity, kind, false, preset, choices) : this;
    }
}
