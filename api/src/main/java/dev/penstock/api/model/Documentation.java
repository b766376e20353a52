package dev.penstock.api.model;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The words of the IDL, for help and manual pages: CommonMark, one line for each paragraph. Kept apart from
 * {@link ServiceModel} so that the server never loads them. Immutable and thread-safe.
 */
public final class Documentation {
    private final Map<String, ?> source;

    private Documentation(Map<String, ?> source) {
        this.source = source;
    }

    /** Reads the documentation of a service from the class path. */
    public static Documentation of(ServiceModel service) {
        return of(service.name());
    }

    /** The same by the service's name, without its model. */
    public static Documentation of(String service) {
        return new Documentation(CompiledModel.load(service + "-docs.json"));
    }

    public String service() {
        return (String) Objects.requireNonNull(source.get("service"));
    }

    public Optional<String> operation(String operation) {
        return text(tree(source.get("operations")).get(operation));
    }

    public Optional<String> shape(String shape) {
        return text(at(shape).get("doc"));
    }

    /** What the IDL says at a member of a structure or at a value of an enum. */
    public Optional<String> member(String shape, String member) {
        return text(tree(at(shape).get("members")).get(member));
    }

    /** What the IDL says at the member, else at the shape of its value. */
    public Optional<String> member(Shape.StructureShape structure, String member) {
        return member(structure.name(), member)
                .or(() -> Optional.ofNullable(structure.members().get(member))
                        .flatMap(found -> shape(found.target().name())));
    }

    private Map<String, ?> at(String shape) {
        return tree(tree(source.get("shapes")).get(shape));
    }

    private static Optional<String> text(@Nullable Object node) {
        return Optional.ofNullable((String) node).filter(text -> !text.isEmpty());
    }

    @SuppressWarnings("unchecked") // JSON objects have string keys
    private static Map<String, ?> tree(@Nullable Object node) {
        return node == null ? Map.of() : (Map<String, ?>) node;
    }
}
