package dev.penstock.cli.codepipeline.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A value of an option, a request or an answer: what JSON knows, and bytes of a file. */
public sealed interface Value {
    Value NULL = new NullValue();

    record NullValue() implements Value {}

    record BooleanValue(boolean value) implements Value {}

    /** Of any size. */
    record IntegerValue(BigInteger value) implements Value {}

    record DecimalValue(double value) implements Value {}

    record TextValue(String value) implements Value {}

    /** Content of a file that was read as bytes. Compared by identity: nothing asks whether two are equal. */
    final class BytesValue implements Value {
        private final byte[] content;

        public BytesValue(byte[] content) {
            this.content = content.clone();
        }

        public byte[] content() {
            return content.clone();
        }
    }

    record ListValue(List<Value> items) implements Value {
        /** A list that can grow. */
        public ListValue() {
            this(new ArrayList<>());
        }
    }

    /** Members in the order in which they came. */
    record MapValue(SequencedMap<String, Value> members) implements Value {
        /** A map that can grow. */
        public MapValue() {
            this(new LinkedHashMap<>());
        }
    }

    static Value of(String text) {
        return new TextValue(text);
    }

    static Value of(boolean value) {
        return new BooleanValue(value);
    }

    static Value of(long number) {
        return new IntegerValue(BigInteger.valueOf(number));
    }

    default boolean isScalar() {
        return !(this instanceof ListValue) && !(this instanceof MapValue);
    }
}
