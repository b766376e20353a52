package dev.penstock.cli.codepipeline.grammar;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link WordReader} found.
 *
 * @param values words of the options, by key
 * @param positional null when it was not there
 * @param leftovers words that mean nothing here, in order
 * @param ended whether an option that ends the reading was met
 */
public record Parsed(
        Map<String, List<String>> values, Optional<String> positional, List<String> leftovers, boolean ended) {

    /** The value of an option that takes one word, or the preset of one that stands alone. */
    public Optional<String> value(String key) {
        List<String> words = values.get(key);
        return words == null || words.isEmpty() ? Optional.empty() : Optional.of(words.getFirst());
    }

    public boolean isGiven(String key) {
        return values.containsKey(key);
    }

    public boolean isSet(String key) {
        return value(key).filter("true"::equals).isPresent();
    }
}
