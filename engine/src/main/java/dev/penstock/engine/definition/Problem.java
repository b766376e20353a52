package dev.penstock.engine.definition;

import dev.penstock.api.error.ApiException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.InvalidActionDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidBlockerDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidStageDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidStructureException;
import software.amazon.awssdk.services.codepipeline.model.LimitExceededException;

/**
 * One thing that is wrong with a declaration.
 *
 * @param kind decides the exception by which the API refuses
 * @param path where it is, in the API's way: {@code pipeline.stages.1.member.name}; map values by their key
 * @param rule short name of the broken rule, stable for those who filter by it
 * @param text the API's words
 * @param place what the API appends in a line of its own when its text lists all offenders of a rule at once
 */
public record Problem(
        Kind kind,
        String path,
        String rule,
        String text,
        @Nullable String place) {

    /** The ways in which a declaration can be wrong. */
    public enum Kind {
        /** The API answers ValidationException. */
        VALIDATION,
        STRUCTURE,
        STAGE,
        ACTION,
        BLOCKER,
        LIMIT;

        /** Name of the exception. */
        public String code() {
            return switch (this) {
                case VALIDATION -> "ValidationException";
                case STRUCTURE -> "InvalidStructureException";
                case STAGE -> "InvalidStageDeclarationException";
                case ACTION -> "InvalidActionDeclarationException";
                case BLOCKER -> "InvalidBlockerDeclarationException";
                case LIMIT -> "LimitExceededException";
            };
        }

        private RuntimeException refusal(String message) {
            return switch (this) {
                case VALIDATION -> ApiException.validation(message);
                case STRUCTURE ->
                    InvalidStructureException.builder().message(message).build();
                case STAGE ->
                    InvalidStageDeclarationException.builder().message(message).build();
                case ACTION ->
                    InvalidActionDeclarationException.builder().message(message).build();
                case BLOCKER ->
                    InvalidBlockerDeclarationException.builder()
                            .message(message)
                            .build();
                case LIMIT -> LimitExceededException.builder().message(message).build();
            };
        }
    }

    /** Text and place. */
    public String message() {
        return place == null ? text : text + "\n" + place;
    }

    /**
     * The exception by which the API refuses a declaration with these problems: it speaks of the first, and lists the
     * places of all that have the same text (spec engine 9, rows 20 and 22 to 25).
     */
    static RuntimeException refusal(List<Problem> problems) {
        Problem first = problems.getFirst();
        if (first.place == null) {
            return first.kind.refusal(first.text);
        }
        return first.kind.refusal(problems.stream()
                .filter(problem -> problem.place != null && problem.text.equals(first.text))
                .map(Problem::place)
                .collect(Collectors.joining("\n", first.text + "\n", "")));
    }
}
