package dev.penstock.api.model;

import dev.penstock.api.model.Shape.Member;
import dev.penstock.api.model.Shape.StructureShape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the model says of an operation.
 *
 * @param output null for an operation without an output shape
 * @param errors names of the modelled errors, in the model's order
 * @param pagination null for an operation that answers at once
 */
public record OperationModel(
        String name,
        StructureShape input,
        @Nullable StructureShape output,
        List<String> errors,
        @Nullable Pagination pagination) {

    /** What the body of a successful answer is (spec events 5.2). */
    public enum Answer {
        /** No body at all: the operation has no output shape. */
        NOTHING,
        /** The body is {@code {}}: the output shape has no members. */
        EMPTY_OBJECT,
        /** The body holds the members of the output shape. */
        MEMBERS
    }

    /**
     * Names of the members that page through a list.
     *
     * @param pageSize null where the caller cannot choose it
     */
    public record Pagination(
            String inputToken,
            String outputToken,
            String items,
            @Nullable String pageSize) {}

    public Answer answer() {
        if (output == null) {
            return Answer.NOTHING;
        }
        return output.members().isEmpty() ? Answer.EMPTY_OBJECT : Answer.MEMBERS;
    }

    /** Name of the input member by which a repeated request is recognised. */
    public Optional<String> idempotencyToken() {
        return input.members().values().stream()
                .filter(Member::idempotencyToken)
                .map(Member::name)
                .findFirst();
    }
}
