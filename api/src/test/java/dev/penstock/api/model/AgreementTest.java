package dev.penstock.api.model;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.model.OperationModel.Pagination;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.Member;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Three descriptions of one API must say the same: our IDL, the published model ({@code codepipeline-api.json}) and the
 * AWS SDK's classes. What may differ is listed here with its reason; anything else fails. The SDK's classes know names and
 * types only: what is required and what the bounds are is compared between the IDL and the published model.
 */
class AgreementTest {

    /** IDL against the published model. */
    private static final Map<String, String> WANTED_IN_IDL = Map.of(
            "ActionConfigurationValue.max: 1000 but IDL 50000", "the live service's bound since 2022 (spec jobs 1.1)",
            "PipelineVariableList.min: 1 but IDL 0", "the live service takes an empty list (spec corrections 5)",
            "ClientToken.sensitive: false but IDL true", "a credential; must not be echoed in a ValidationException",
            "WebhookAuthConfigurationSecretToken.sensitive: false but IDL true", "a credential; as above");

    private final ServiceModel idl = ServiceModel.codePipeline();
    private final JsonNode published = published();
    private final Set<String> differences = new TreeSet<>();

    @Test
    void theIdlHasTheOperationsOfThePublishedModel() {
        assertThat(idl.operations()).extracting(OperationModel::name).containsExactlyElementsOf(names("operations"));
        assertThat(idl.operations()).hasSize(44);
        for (OperationModel operation : idl.operations()) {
            String name = operation.name();
            JsonNode there = published.get("operations").get(name);
            same(
                    name + ".input",
                    there.get("input").stringValue(),
                    operation.input().name());
            same(
                    name + ".output",
                    there.get("output").isNull() ? null : there.get("output").stringValue(),
                    operation.output() == null ? null : operation.output().name());
            same(name + ".errors", strings(there.get("errors")), operation.errors());
            same(name + ".pagination", pagination(published.get("pagination").get(name)), operation.pagination());
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void theIdlHasTheShapesOfThePublishedModelMemberByMember() {
        Set<String> unused = new HashSet<>(names("shapes"));
        for (Shape shape : idl.shapes()) {
            unused.remove(shape.name());
            JsonNode there = published.get("shapes").get(shape.name());
            if (there == null) {
                differences.add(shape.name() + " is in the IDL only");
            } else {
                compare(shape, there);
            }
        }
        // Declared as an error, but no operation of the published model throws it.
        assertThat(unused).containsExactly("ActionTypeAlreadyExistsException");
        assertThat(differences).containsExactlyInAnyOrderElementsOf(WANTED_IN_IDL.keySet());
    }

    private void compare(Shape shape, JsonNode there) {
        String name = shape.name();
        same(name + ".sensitive", there.has("sensitive"), shape.sensitive());
        switch (shape) {
            case StringShape string -> {
                same(name + ".type", there.get("type").stringValue(), "string");
                same(name + ".enum", strings(there.get("enum")), string.values());
                same(
                        name + ".pattern",
                        there.path("pattern").stringValue(null),
                        string.pattern() == null ? null : string.pattern().regex());
                bounds(name, there, string.length());
            }
            case IntegerShape integer -> {
                same(name + ".type", there.get("type").stringValue(), "integer");
                bounds(name, there, integer.range());
            }
            case ListShape list -> {
                same(name + ".type", there.get("type").stringValue(), "list");
                same(
                        name + ".member",
                        target(there.get("member")),
                        list.member().name());
                bounds(name, there, list.length());
            }
            case MapShape map -> {
                same(name + ".type", there.get("type").stringValue(), "map");
                same(name + ".key", target(there.get("key")), map.key().name());
                same(name + ".value", target(there.get("value")), map.value().name());
                bounds(name, there, map.length());
            }
            case Shape.BooleanShape ignored ->
                same(name + ".type", there.get("type").stringValue(), "boolean");
            case Shape.TimestampShape ignored ->
                same(name + ".type", there.get("type").stringValue(), "timestamp");
            case StructureShape structure -> {
                same(name + ".type", there.get("type").stringValue(), "structure");
                same(name + ".exception", there.has("exception"), structure.error());
                same(
                        name + ".members",
                        List.copyOf(there.get("members").propertyNames()),
                        List.copyOf(structure.members().keySet()));
                for (Member member : structure.members().values()) {
                    JsonNode at = there.get("members").path(member.name());
                    String path = name + "." + member.name();
                    same(path, target(at), member.target().name());
                    same(path + ".required", strings(there.get("required")).contains(member.name()), member.required());
                    same(path + ".idempotencyToken", at.has("idempotencyToken"), member.idempotencyToken());
                }
            }
        }
    }

    private void bounds(String name, JsonNode there, Bounds bounds) {
        same(name + ".min", there.has("min") ? there.get("min").longValue() : null, bounds.min());
        same(name + ".max", there.has("max") ? there.get("max").longValue() : null, bounds.max());
    }

    @Test
    void theSdkHasAClassForEveryShapeWithTheSameMembers() throws ReflectiveOperationException {
        var seen = new HashSet<String>();
        for (OperationModel operation : idl.operations()) {
            SdkPojo request = pojo(operation.name() + "Request");
            SdkPojo response = pojo(operation.name() + "Response");
            compare(operation.input(), request, seen);
            if (operation.output() == null) {
                assertThat(response.sdkFields()).as(operation.name()).isEmpty();
            } else {
                compare(operation.output(), response, seen);
            }
            for (String error : operation.errors()) {
                assertThat(Class.forName(CodePipelineException.class.getPackageName() + "." + error))
                        .isAssignableTo(CodePipelineException.class);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(seen).hasSizeGreaterThan(180);
    }

    @Test
    void theSdksClientHasExactlyTheseOperations() {
        Set<String> methods = Arrays.stream(CodePipelineClient.class.getMethods())
                .filter(method -> method.getReturnType().getSimpleName().endsWith("Response"))
                .map(Method::getName)
                .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
                .collect(toCollection(TreeSet::new));
        assertThat(methods)
                .containsExactlyElementsOf(idl.operations().stream()
                        .map(OperationModel::name)
                        .sorted()
                        .toList());
    }

    private void compare(StructureShape shape, SdkPojo pojo, Set<String> seen) throws ReflectiveOperationException {
        if (!seen.add(shape.name())) {
            return;
        }
        var fields = pojo.sdkFieldNameToField();
        assertThat(pojo.sdkFields())
                .extracting(SdkField::locationName)
                .containsExactlyInAnyOrderElementsOf(fields.keySet());
        for (String only : minus(fields.keySet(), shape.members().keySet())) {
            differences.add(shape.name() + "." + only + " is in the SDK only");
        }
        for (Member member : shape.members().values()) {
            String path = shape.name() + "." + member.name();
            SdkField<?> field = fields.get(member.name());
            if (field == null) {
                differences.add(path + " is in the IDL only");
                continue;
            }
            same(path + ".idempotencyToken", field.containsTrait(DefaultValueTrait.class), member.idempotencyToken());
            compare(path, member.target(), field, seen);
        }
    }

    private void compare(String path, Shape shape, SdkField<?> field, Set<String> seen)
            throws ReflectiveOperationException {
        same(
                path + ".type",
                field.marshallingType().getKnownType().name(),
                switch (shape) {
                    case StringShape ignored -> "STRING";
                    case IntegerShape ignored -> "INTEGER";
                    case Shape.BooleanShape ignored -> "BOOLEAN";
                    case Shape.TimestampShape ignored -> "INSTANT";
                    case ListShape ignored -> "LIST";
                    case MapShape ignored -> "MAP";
                    case StructureShape ignored -> "SDK_POJO";
                });
        switch (shape) {
            case StructureShape structure ->
                compare(structure, field.constructor().get(), seen);
            case ListShape list ->
                compare(
                        path + "[]",
                        list.member(),
                        field.getTrait(ListTrait.class).memberFieldInfo(),
                        seen);
            case MapShape map ->
                compare(path + "{}", map.value(), field.getTrait(MapTrait.class).valueFieldInfo(), seen);
            case StringShape string -> {
                if (!string.values().isEmpty()) {
                    same(path + ".enum", knownValues(string), new TreeSet<>(string.values()));
                }
            }
            default -> {}
        }
    }

    private static Set<String> knownValues(StringShape string) throws ReflectiveOperationException {
        var values = (Set<?>) Class.forName(CodePipelineException.class.getPackageName() + "." + string.name())
                .getMethod("knownValues")
                .invoke(null);
        return values.stream().map(Object::toString).collect(toCollection(TreeSet::new));
    }

    private static SdkPojo pojo(String type) throws ReflectiveOperationException {
        return (SdkPojo) Class.forName(CodePipelineException.class.getPackageName() + "." + type)
                .getMethod("builder")
                .invoke(null);
    }

    private void same(String path, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            differences.add("%s: %s but IDL %s".formatted(path, expected, actual));
        }
    }

    private static Set<String> minus(Set<String> all, Set<String> without) {
        var rest = new TreeSet<>(all);
        rest.removeAll(without);
        return rest;
    }

    private List<String> names(String part) {
        return List.copyOf(published.get(part).propertyNames());
    }

    private static String target(JsonNode member) {
        return member.path("shape").stringValue(null);
    }

    private static @Nullable Pagination pagination(@Nullable JsonNode node) {
        return node == null
                ? null
                : new Pagination(
                        node.get("input_token").stringValue(),
                        node.get("output_token").stringValue(),
                        node.get("result_key").stringValue(),
                        node.path("limit_key").stringValue(null));
    }

    private static List<String> strings(@Nullable JsonNode array) {
        var strings = new ArrayList<String>();
        if (array != null) {
            array.forEach(item -> strings.add(item.stringValue()));
        }
        return strings;
    }

    private static JsonNode published() {
        try (var in = AgreementTest.class.getResourceAsStream("/codepipeline-api.json")) {
            return new JsonMapper().readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
