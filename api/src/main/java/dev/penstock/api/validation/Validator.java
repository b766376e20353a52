package dev.penstock.api.validation;

import dev.penstock.api.error.ApiException;
import dev.penstock.api.json.SdkMembers;
import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.Member;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.api.model.Shape.TimestampShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Checks a structure against the model and words what it finds as AWS does (spec engine 0.1, events 5.4, jobs 23.2,
 * corrections 10). Structures are the AWS SDK's model classes or, for our own services, maps.
 *
 * <p>Where the evidence differs, we say: scalars at the top of a request are shown ({@code Value 'abc' at 'jobId'},
 * {@code Value null at 'nonce'}); everything inside a structure, every list and map, every value over
 * {@value #LONGEST_SHOWN} characters and everything sensitive is not ({@code Value at 'pipeline.name'}). Violations come
 * in the order of the model's members. Messages list the first {@value #MOST_LISTED} and count all.
 */
public final class Validator {
    static final int LONGEST_SHOWN = 1024;
    static final int MOST_LISTED = 100;

    private final List<Violation> found = new ArrayList<>(0);
    private final int mostListed;
    private int count;

    private Validator(int mostListed) {
        this.mostListed = mostListed;
    }

    /**
     * @throws ApiException ValidationException that lists every broken constraint
     */
    public static void check(SdkPojo structure, StructureShape shape) {
        check((Object) structure, shape);
    }

    /**
     * @throws ApiException ValidationException that lists every broken constraint
     */
    public static void check(Map<String, ?> structure, StructureShape shape) {
        check((Object) structure, shape);
    }

    /** All broken constraints, none left out, for those who show them beside the input rather than refuse it. */
    public static List<Violation> violations(SdkPojo structure, StructureShape shape) {
        var validator = new Validator(Integer.MAX_VALUE);
        validator.structure(structure, shape, null);
        return List.copyOf(validator.found);
    }

    private static void check(Object structure, StructureShape shape) {
        var validator = new Validator(MOST_LISTED);
        validator.structure(structure, shape, null);
        if (validator.count > 0) {
            throw ApiException.validation(validator.message());
        }
    }

    private String message() {
        var text = new StringBuilder()
                .append(count)
                .append(count == 1 ? " validation error detected: " : " validation errors detected: ")
                .append(String.join(
                        "; ", found.stream().map(Violation::toString).toList()));
        if (count > found.size()) {
            text.append("; and ").append(count - found.size()).append(" more");
        }
        return text.toString();
    }

    /**
     * Where a value is, put into words only when it breaks something: most values do not.
     *
     * @param above null at the top
     */
    private record Path(@Nullable Path above, String name, int item) {
        static Path member(@Nullable Path above, String name) {
            return new Path(above, name, 0);
        }

        /** @param number from 1 */
        Path item(int number) {
            return new Path(this, "member", number);
        }

        @Override
        public String toString() {
            String own = item == 0 ? name : item + "." + name;
            return above == null ? own : above + "." + own;
        }
    }

    private void structure(Object structure, StructureShape shape, @Nullable Path path) {
        for (Member member : shape.members().values()) {
            Object value = structure instanceof SdkPojo pojo
                    ? SdkMembers.value(pojo, member.name())
                    : ((Map<?, ?>) structure).get(member.name());
            boolean top = path == null;
            Path memberPath = Path.member(path, member.name());
            if (value != null) {
                value(value, member.target(), memberPath, top);
            } else if (member.required()) {
                add(top ? "Value null" : "Value", memberPath, Constraints.NOT_NULL);
            }
        }
    }

    private void value(Object value, Shape shape, Path path, boolean top) {
        switch (shape) {
            case StringShape string -> {
                for (String broken : Constraints.brokenBy((String) value, string)) {
                    add(top ? shown((String) value, string) : "Value", path, broken);
                }
            }
            case IntegerShape integer -> {
                for (String broken : Constraints.brokenBy((Integer) value, integer)) {
                    add(top ? "Value '" + value + "'" : "Value", path, broken);
                }
            }
            case StructureShape structure -> structure(value, structure, path);
            case ListShape list -> list((List<?>) value, list, path);
            case MapShape map -> map((Map<?, ?>) value, map, path);
            case BooleanShape ignored -> {}
            case TimestampShape ignored -> {}
        }
    }

    private void list(List<?> list, ListShape shape, Path path) {
        for (String broken : Constraints.length(list.size(), shape.length())) {
            add("Value", path, broken);
        }
        boolean itemsBroken = false;
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            if (item == null) {
                add("Value", path.item(i + 1), Constraints.NOT_NULL);
            } else if (shape.member() instanceof StringShape string) {
                itemsBroken |= !Constraints.brokenBy((String) item, string).isEmpty();
            } else {
                value(item, shape.member(), path.item(i + 1), false);
            }
        }
        if (itemsBroken) {
            add("Value", path, Constraints.all("Member", shape.member()));
        }
    }

    private void map(Map<?, ?> map, MapShape shape, Path path) {
        for (String broken : Constraints.length(map.size(), shape.length())) {
            add("Value", path, broken);
        }
        boolean keysBroken = false;
        boolean valuesBroken = false;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = (String) entry.getKey();
            boolean keyBroken = !Constraints.brokenBy(key, shape.key()).isEmpty();
            keysBroken |= keyBroken;
            Object value = entry.getValue();
            if (value == null) {
                valuesBroken = true;
            } else if (shape.value() instanceof StringShape string) {
                valuesBroken |= !Constraints.brokenBy((String) value, string).isEmpty();
            } else if (!keyBroken) {
                value(value, shape.value(), Path.member(Path.member(path, key), "member"), false);
            }
        }
        if (keysBroken) {
            add("Value", path, Constraints.all("Map keys", shape.key()));
        }
        if (valuesBroken) {
            add("Value", path, Constraints.all("Map value", shape.value()));
        }
    }

    private static String shown(String value, StringShape shape) {
        return shape.sensitive() || value.length() > LONGEST_SHOWN ? "Value" : "Value '" + value + "'";
    }

    private void add(String subject, Path path, String constraint) {
        count++;
        if (found.size() < mostListed) {
            found.add(new Violation(subject, path.toString(), constraint));
        }
    }
}
