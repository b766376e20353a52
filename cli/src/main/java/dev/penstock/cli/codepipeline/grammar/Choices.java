package dev.penstock.cli.codepipeline.grammar;

import dev.penstock.cli.codepipeline.value.PythonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is said of a word that is none of those allowed (spec cli 1). */
final class Choices {
    private static final int COLUMN = 40;
    private static final int MOST_SUGGESTIONS = 3;

    private Choices() {}

    /** All choices, two on a line, and those that resemble the word, best first. */
    static String refusal(String word, List<String> choices) {
        StringBuilder out = new StringBuilder("Invalid choice, valid choices are:\n");
        for (int i = 0; i < choices.size(); i += 2) {
            out.append('\n').append(padded(choices.get(i)));
            if (i + 1 < choices.size()) {
                out.append(" | ").append(padded(choices.get(i + 1)));
            }
        }
        List<String> near = resembling(word, choices);
        if (!near.isEmpty()) {
            out.append("\n\n\nInvalid choice: ")
                    .append(PythonText.literal(word))
                    .append(", maybe you meant:\n");
            near.forEach(choice -> out.append("\n  * ").append(choice));
        }
        return out.toString();
    }

    private static String padded(String choice) {
        return choice + " ".repeat(Math.max(0, COLUMN - choice.length()));
    }

    private record Scored(double score, String choice) {}

    private static List<String> resembling(String word, List<String> choices) {
        List<Scored> near = new ArrayList<>();
        for (String choice : choices) {
            double score = Similarity.of(choice, word);
            if (score >= Similarity.CLOSE) {
                near.add(new Scored(score, choice));
            }
        }
        near.sort(Comparator.comparingDouble(Scored::score)
                .thenComparing(Scored::choice)
                .reversed());
        return near.stream().limit(MOST_SUGGESTIONS).map(Scored::choice).toList();
    }
}
