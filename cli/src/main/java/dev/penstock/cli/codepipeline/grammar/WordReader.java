package dev.penstock.cli.codepipeline.grammar;

import dev.penstock.cli.codepipeline.grammar.Option.Arity;
import dev.penstock.cli.codepipeline.grammar.Option.Kind;
import dev.penstock.cli.codepipeline.value.PythonInteger;
import dev.penstock.cli.codepipeline.value.PythonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes words apart by the rules of Python's argparse, which decide many corner cases of the AWS CLI (spec cli 1). Words
 * that fit nothing are left over, for the next reader or for an error.
 *
 * <p>First every word is told apart: an option, known or not, or a value. Only then are they read from left to right, the
 * positional as soon as a value stands where no option wants it.
 */
public final class WordReader {
    private final Map<String, Option> options = new LinkedHashMap<>();
    private final Positional positional;

    /** The options in the order in which messages list them. */
    public WordReader(List<Option> options, Positional positional) {
        options.forEach(option -> this.options.put(option.name(), option));
        this.positional = positional;
    }

    /**
     * @throws UsageException if the words are no command line
     */
    public Parsed read(List<String> words) {
        return new Run(words).read();
    }

    /** An option on the line, with the text after its equals sign; an unknown one has no option. */
    private record Found(Optional<Option> option, Optional<String> attached) {}

    private final class Run {
        private final List<String> words;
        /** For each word: {@code O} an option, {@code A} a value, {@code -} two dashes alone. */
        private final StringBuilder kinds = new StringBuilder();

        private final Map<Integer, Found> found = new HashMap<>();
        private final Map<String, List<String>> values = new HashMap<>();
        private final Set<Option> seen = new HashSet<>();
        private final List<String> leftovers = new ArrayList<>();
        private Optional<String> position = Optional.empty();
        private boolean positionRead;
        private boolean ended;

        Run(List<String> words) {
            this.words = words;
        }

        Parsed read() {
            classify();
            int at = 0;
            int lastOption = kinds.lastIndexOf("O");
            while (at <= lastOption && !ended) {
                int next = kinds.indexOf("O", at);
                if (at != next) {
                    int after = readPositional(at);
                    if (after > at) {
                        at = after;
                        continue;
                    }
                }
                leftovers.addAll(words.subList(at, next));
                at = readOption(next);
            }
            if (!ended) {
                leftovers.addAll(words.subList(readPositional(at), words.size()));
                requireAll();
            }
            return new Parsed(values, position, leftovers, ended);
        }

        private void classify() {
            boolean onlyValues = false;
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                if (onlyValues) {
                    kinds.append('A');
                } else if (word.equals("--")) {
                    kinds.append('-');
                    onlyValues = true;
                } else {
                    Optional<Found> option = option(word);
                    option.ifPresent(is -> found.put(kinds.length(), is));
                    kinds.append(option.isPresent() ? 'O' : 'A');
                }
            }
        }

        /** Reads the positional if it is still to come; a missing optional one counts as read. */
        private int readPositional(int at) {
            if (positionRead) {
                return at;
            }
            int next = skipDashes(at);
            if (next < kinds.length() && kinds.charAt(next) == 'A') {
                position = Optional.of(words.get(next));
                checkChoice("argument " + positional.name(), words.get(next), positional.choices());
                positionRead = true;
                return skipDashes(next + 1);
            }
            if (positional.required()) {
                return at;
            }
            positionRead = true;
            return next;
        }

        private int skipDashes(int at) {
            int next = at;
            while (next < kinds.length() && kinds.charAt(next) == '-') {
                next++;
            }
            return next;
        }

        private int readOption(int at) {
            Found here = found.get(at);
            if (here == null || here.option().isEmpty()) {
                leftovers.add(words.get(at));
                return at + 1;
            }
            Option option = here.option().get();
            seen.add(option);
            if (here.attached().isPresent()) {
                String attached = here.attached().get();
                if (option.arity() == Arity.NONE) {
                    throw UsageException.of(option, "ignored explicit argument " + PythonText.literal(attached));
                }
                take(option, List.of(attached));
                return at + 1;
            }
            int end = at + 1;
            int most = switch (option.arity()) {
                case NONE -> 0;
                case ONE, AT_MOST_ONE -> 1;
                case ANY -> Integer.MAX_VALUE;
            };
            while (end - at - 1 < most && end < kinds.length() && kinds.charAt(end) == 'A') {
                end++;
            }
            if (option.arity() == Arity.ONE && end == at + 1) {
                throw UsageException.of(option, "expected one argument");
            }
            take(option, words.subList(at + 1, end));
            return end;
        }

        private void take(Option option, List<String> given) {
            ended = option.kind() == Kind.ENDING;
            List<String> taken = given.isEmpty() && option.arity() != Arity.ANY ? List.of(option.preset()) : given;
            for (String word : taken) {
                if (option.kind() == Kind.INTEGER && !PythonInteger.isInteger(word)) {
                    throw UsageException.of(option, "invalid int value: " + PythonText.literal(word));
                }
                checkChoice("argument " + option.name(), word, option.choices());
            }
            values.put(option.key(), List.copyOf(taken));
        }

        private void requireAll() {
            List<String> missing = new ArrayList<>();
            for (Option option : options.values()) {
                if (option.required() && !seen.contains(option)) {
                    missing.add(option.name());
                }
            }
            if (positional.required() && !positionRead) {
                missing.add(positional.name());
            }
            if (!missing.isEmpty()) {
                throw new UsageException("the following arguments are required: " + String.join(", ", missing));
            }
        }
    }

    private Optional<Found> option(String word) {
        if (word.length() < 2 || word.charAt(0) != '-') {
            return Optional.empty();
        }
        Option exact = options.get(word);
        if (exact != null) {
            return Optional.of(new Found(Optional.of(exact), Optional.empty()));
        }
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Optional<String> attached = equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
        Option named = options.get(name);
        if (named != null) {
            return Optional.of(new Found(Optional.of(named), attached));
        }
        List<Option> longer = options.values().stream()
                .filter(option -> option.kind() != Kind.TEXT_BY_FULL_NAME
                        && option.name().startsWith(name)
                        && name.startsWith("--"))
                .toList();
        if (longer.size() > 1) {
            throw new UsageException("ambiguous option: " + word + " could match "
                    + longer.stream().map(Option::name).collect(Collectors.joining(", ")));
        }
        if (longer.size() == 1) {
            return Optional.of(new Found(Optional.of(longer.getFirst()), attached));
        }
        return isNegativeNumber(word) || word.indexOf(' ') >= 0
                ? Optional.empty()
                : Optional.of(new Found(Optional.empty(), Optional.empty()));
    }

    /** Digits, or digits with a point and at least one more digit after it. */
    private static boolean isNegativeNumber(String word) {
        int point = word.indexOf('.');
        return point < 0
                ? isDigits(word, 1, 1)
                : isDigits(word.substring(0, point), 1, 0) && isDigits(word, point + 1, 1);
    }

    private static boolean isDigits(String word, int from, int least) {
        return word.length() - from >= least && word.chars().skip(from).allMatch(Character::isDigit);
    }

    private static void checkChoice(String what, String word, List<String> choices) {
        if (!choices.isEmpty() && !choices.contains(word)) {
            throw new UsageException(what + ": " + Choices.refusal(word, choices));
        }
    }
}
