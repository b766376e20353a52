package dev.penstock.api.model;

import dev.penstock.api.model.OperationModel.Pagination;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.Member;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.api.model.Shape.TimestampShape;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service as the build compiled it from the Smithy IDL: its operations and all shapes they use. Immutable and
 * thread-safe; loaded when first asked for.
 */
public final class ServiceModel {
    private final String name;
    private final String version;
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, OperationModel> operations = new LinkedHashMap<>();

    private ServiceModel(Map<String, ?> source) {
        this.name = text(source, "service");
        this.version = text(source, "version");
        tree(source, "shapes").forEach((shape, body) -> shapes.put(shape, shape(shape, tree(body))));
        tree(source, "operations")
                .forEach((operation, body) -> operations.put(operation, operation(operation, tree(body))));
    }

    /**
     * A service with less in it: {@code <service>/<operation>.json} beside this class holds one operation and its shapes,
     * and {@code <service>/operations.txt} names them all. For programs that make one call and end.
     *
     * @param compiled the file's JSON as maps, lists, strings, {@link Long} and {@link Boolean}
     */
    public static ServiceModel of(Map<String, ?> compiled) {
        return new ServiceModel(compiled);
    }

    /** {@code CodePipeline_20150709}, the API of AWS. */
    public static ServiceModel codePipeline() {
        return CodePipelineHolder.MODEL;
    }

    /** {@code Penstock_20261101}, our own operations for the operator of a server. */
    public static ServiceModel penstock() {
        return PenstockHolder.MODEL;
    }

    /** Also the prefix of {@code X-Amz-Target}. */
    public String name() {
        return name;
    }

    /** For example {@code 2015-07-09}. */
    public String version() {
        return version;
    }

    /** In the order of the IDL. */
    public Collection<OperationModel> operations() {
        return Collections.unmodifiableCollection(operations.values());
    }

    public Optional<OperationModel> operation(String operation) {
        return Optional.ofNullable(operations.get(operation));
    }

    /** All shapes, each after those it refers to. */
    public Collection<Shape> shapes() {
        return Collections.unmodifiableCollection(shapes.values());
    }

    /**
     * @throws IllegalArgumentException if the service uses no structure of this name
     */
    public StructureShape structure(String shape) {
        if (shapes.get(shape) instanceof StructureShape structure) {
            return structure;
        }
        throw new IllegalArgumentException(name + " has no structure " + shape);
    }

    private OperationModel operation(String operation, Map<String, ?> body) {
        Object output = body.get("output");
        return new OperationModel(
                operation,
                structure(text(body, "input")),
                output == null ? null : structure((String) output),
                strings(body.get("errors")),
                body.containsKey("pagination") ? pagination(tree(body, "pagination")) : null);
    }

    private static Pagination pagination(Map<String, ?> body) {
        return new Pagination(text(body, "inputToken"), text(body, "outputToken"), text(body, "items"), (String)
                body.get("pageSize"));
    }

    private Shape shape(String shape, Map<String, ?> body) {
        Bounds bounds = bounds(body);
        boolean sensitive = body.containsKey("sensitive");
        return switch (text(body, "type")) {
            case "string" ->
                new StringShape(shape, sensitive, bounds, pattern(body.get("pattern")), strings(body.get("enum")));
            case "integer" -> new IntegerShape(shape, bounds);
            case "boolean" -> new BooleanShape(shape);
            case "timestamp" -> new TimestampShape(shape);
            case "list" -> new ListShape(shape, bounds, target(body, "member"));
            case "map" -> new MapShape(shape, bounds, (StringShape) target(body, "key"), target(body, "value"));
            case "structure" -> {
                var members = new LinkedHashMap<String, Member>();
                tree(body, "members").forEach((member, at) -> members.put(member, member(member, tree(at))));
                yield new StructureShape(
                        shape, sensitive, body.containsKey("error"), Collections.unmodifiableSequencedMap(members));
            }
            default -> throw new IllegalStateException("Unknown type of shape " + shape);
        };
    }

    private Member member(String member, Map<String, ?> body) {
        return new Member(
                member, target(body, "target"), body.containsKey("required"), body.containsKey("idempotencyToken"));
    }

    private Shape target(Map<String, ?> body, String key) {
        return Objects.requireNonNull(shapes.get(text(body, key)), "shapes are listed after those they refer to");
    }

    private static Bounds bounds(Map<String, ?> body) {
        return body.containsKey("min") || body.containsKey("max")
                ? new Bounds((Long) body.get("min"), (Long) body.get("max"))
                : Bounds.NONE;
    }

    private static @Nullable StringPattern pattern(@Nullable Object regex) {
        return regex == null ? null : new StringPattern((String) regex);
    }

    private static List<String> strings(@Nullable Object list) {
        return list == null
                ? List.of()
                : ((List<?>) list).stream().map(String.class::cast).toList();
    }

    private static String text(Map<String, ?> body, String key) {
        return (String) Objects.requireNonNull(body.get(key), key);
    }

    private static Map<String, ?> tree(Map<String, ?> body, String key) {
        return tree(body.get(key));
    }

    @SuppressWarnings("unchecked") // JSON objects have string keys
    private static Map<String, ?> tree(@Nullable Object node) {
        return (Map<String, ?>) Objects.requireNonNull(node);
    }

    private static final class CodePipelineHolder {
        static final ServiceModel MODEL = new ServiceModel(CompiledModel.load("CodePipeline_20150709.json"));
    }

    private static final class PenstockHolder {
        static final ServiceModel MODEL = new ServiceModel(CompiledModel.load("Penstock_20261101.json"));
    }
}
