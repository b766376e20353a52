package dev.penstock.engine.rule;

/** A rule says nothing that could be true or false: its configuration makes no sense. The message says what to change. */
public final class Unevaluable extends Exception {
    Unevaluable(String message) {
        super(message, null, false, false);
    }
}
