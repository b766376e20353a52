package dev.penstock.api.model;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A shape of the model with its constraints. Immutable. */
public sealed interface Shape {

    String name();

    /** Whether values must not be shown in messages or logs. */
    default boolean sensitive() {
        return false;
    }

    /**
     * @param values what an enum allows, in the model's order; empty for a plain string
     */
    record StringShape(
            String name,
            boolean sensitive,
            Bounds length,
            @Nullable StringPattern pattern,
            List<String> values) implements Shape {}

    record IntegerShape(String name, Bounds range) implements Shape {}

    record BooleanShape(String name) implements Shape {}

    record TimestampShape(String name) implements Shape {}

    record ListShape(String name, Bounds length, Shape member) implements Shape {}

    record MapShape(String name, Bounds length, StringShape key, Shape value) implements Shape {}

    /**
     * @param members by name, in the model's order
     * @param error whether it is an error of an operation
     */
    record StructureShape(String name, boolean sensitive, boolean error, SequencedMap<String, Member> members)
            implements Shape {}

    /**
     * @param idempotencyToken whether it is the token by which a repeated request is recognised
     */
    record Member(String name, Shape target, boolean required, boolean idempotencyToken) {

        /** Whether values of this member must not be shown in messages or logs. */
        public boolean sensitive() {
            return target.sensitive();
        }
    }
}
