package dev.penstock.engine.definition;

import dev.penstock.engine.definition.Problem.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the rules have found so far, in the order in which the API looks. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** How texts about variables say where. */
    static String place(PlacedAction placed) {
        return "StageName=[" + placed.stage().name() + "], ActionName=["
                + placed.action().name() + "]";
    }

    void structure(String path, String rule, String text) {
        add(Kind.STRUCTURE, path, rule, text);
    }

    void stage(String path, String rule, String text) {
        add(Kind.STAGE, path, rule, text);
    }

    void action(String path, String rule, String text) {
        add(Kind.ACTION, path, rule, text);
    }

    void add(Kind kind, String path, String rule, String text) {
        found.add(new Problem(kind, path, rule, text, null));
    }

    void add(Problem problem) {
        found.add(problem);
    }

    List<Problem> list() {
        return Collections.unmodifiableList(found);
    }
}
