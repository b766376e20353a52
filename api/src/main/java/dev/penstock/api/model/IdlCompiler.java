package dev.penstock.api.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.knowledge.PaginatedIndex;
import software.amazon.smithy.model.knowledge.PaginationInfo;
import software.amazon.smithy.model.loader.ModelAssembler;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.shapes.EnumShape;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.shapes.ToShapeId;
import software.amazon.smithy.model.traits.DocumentationTrait;
import software.amazon.smithy.model.traits.ErrorTrait;
import software.amazon.smithy.model.traits.IdempotencyTokenTrait;
import software.amazon.smithy.model.traits.LengthTrait;
import software.amazon.smithy.model.traits.PatternTrait;
import software.amazon.smithy.model.traits.RangeTrait;
import software.amazon.smithy.model.traits.SensitiveTrait;
import software.amazon.smithy.model.traits.UnitTypeTrait;
import software.amazon.smithy.model.validation.Severity;
import software.amazon.smithy.model.validation.ValidatedResult;

/**
 * Runs in the build only: checks the Smithy IDL and writes, for each service in it, {@code <service>.json} (shapes in an
 * order in which every shape comes after those it refers to), {@code <service>-docs.json}, and a folder with one file for
 * each operation. {@link ServiceModel} and {@link Documentation} read them.
 */
final class IdlCompiler {
    private final Model model;
    private final ServiceShape service;
    private final Map<String, ObjectNode> shapes = new LinkedHashMap<>();
    private final Map<String, ObjectNode> docs = new LinkedHashMap<>();

    private IdlCompiler(Model model, ServiceShape service) {
        this.model = model;
        this.service = service;
    }

    /** Takes the folder of the IDL and the folder of the compiled classes. */
    public static void main(String[] args) throws IOException {
        Path target = Files.createDirectories(Path.of(args[1], "dev", "penstock", "api", "model"));
        Model model = assemble(Path.of(args[0]));
        for (ServiceShape service : model.getServiceShapes()) {
            new IdlCompiler(model, service).compile(target);
            compileOperations(model, service, target);
        }
    }

    /** Each operation once more, alone with its shapes: a command that makes one call reads no more than that. */
    private static void compileOperations(Model model, ServiceShape service, Path target) throws IOException {
        String name = service.getId().getName();
        Path folder = Files.createDirectories(target.resolve(name));
        List<String> names =
                service.getOperations().stream().map(ShapeId::getName).sorted().toList();
        Files.write(folder.resolve("operations.txt"), names);
        for (ShapeId id : service.getOperations()) {
            IdlCompiler compiler = new IdlCompiler(model, service);
            ObjectNode operation = compiler.operation(model.expectShape(id, OperationShape.class));
            Files.writeString(
                    folder.resolve(id.getName() + ".json"),
                    Node.printJson(Node.objectNodeBuilder()
                            .withMember("service", name)
                            .withMember("version", service.getVersion())
                            .withMember("shapes", objects(compiler.shapes))
                            .withMember(
                                    "operations",
                                    Node.objectNodeBuilder()
                                            .withMember(id.getName(), operation)
                                            .build())
                            .build()));
        }
    }

    private static Model assemble(Path idl) throws IOException {
        ModelAssembler assembler = Model.assembler().discoverModels();
        try (var files = Files.walk(idl)) {
            files.filter(file -> file.toString().endsWith(".smithy")).sorted().forEach(assembler::addImport);
        }
        ValidatedResult<Model> result = assembler.assemble();
        String problems = result.getValidationEvents().stream()
                .filter(event -> event.getSeverity().compareTo(Severity.WARNING) > 0)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The Smithy IDL is not valid:\n" + problems);
        }
        return result.unwrap();
    }

    private void compile(Path target) throws IOException {
        var operations = Node.objectNodeBuilder();
        var operationDocs = Node.objectNodeBuilder();
        for (ShapeId id : service.getOperations()) {
            OperationShape operation = model.expectShape(id, OperationShape.class);
            operations.withMember(id.getName(), operation(operation));
            operationDocs.withMember(id.getName(), documentation(operation));
        }
        String name = service.getId().getName();
        Files.writeString(
                target.resolve(name + ".json"),
                Node.printJson(Node.objectNodeBuilder()
                        .withMember("service", name)
                        .withMember("version", service.getVersion())
                        .withMember("shapes", objects(shapes))
                        .withMember("operations", operations.build())
                        .build()));
        Files.writeString(
                target.resolve(name + "-docs.json"),
                Node.printJson(Node.objectNodeBuilder()
                        .withMember("service", documentation(service))
                        .withMember("operations", operationDocs.build())
                        .withMember("shapes", objects(docs))
                        .build()));
    }

    private ObjectNode operation(OperationShape operation) {
        var node = Node.objectNodeBuilder().withMember("input", visit(operation.getInputShape()));
        if (!model.expectShape(operation.getOutputShape()).hasTrait(UnitTypeTrait.class)) {
            node.withMember("output", visit(operation.getOutputShape()));
        }
        List<ShapeId> errors = operation.getErrors();
        errors.forEach(this::visit);
        node.withMember(
                "errors", Node.fromStrings(errors.stream().map(ShapeId::getName).toList()));
        PaginatedIndex.of(model)
                .getPaginationInfo(service, operation)
                .ifPresent(info -> node.withMember("pagination", pagination(info)));
        return node.build();
    }

    private static ObjectNode pagination(PaginationInfo info) {
        var node = Node.objectNodeBuilder()
                .withMember("inputToken", info.getInputTokenMember().getMemberName())
                .withMember("outputToken", last(info.getOutputTokenMemberPath()))
                .withMember("items", last(info.getItemsMemberPath()));
        info.getPageSizeMember().ifPresent(member -> node.withMember("pageSize", member.getMemberName()));
        return node.build();
    }

    private static String last(List<MemberShape> path) {
        return path.getLast().getMemberName();
    }

    /** Adds the shape after everything it refers to, and returns its name. */
    private String visit(ToShapeId id) {
        Shape shape = model.expectShape(id.toShapeId());
        String name = shape.getId().getName();
        if (shapes.containsKey(name)) {
            return name;
        }
        var node = Node.objectNodeBuilder().withMember("type", type(shape));
        if (shape.hasTrait(SensitiveTrait.class)) {
            node.withMember("sensitive", true);
        }
        shape.getTrait(LengthTrait.class).ifPresent(length -> {
            length.getMin().ifPresent(min -> node.withMember("min", min));
            length.getMax().ifPresent(max -> node.withMember("max", max));
        });
        shape.getTrait(RangeTrait.class).ifPresent(range -> {
            range.getMin().ifPresent(min -> node.withMember("min", min));
            range.getMax().ifPresent(max -> node.withMember("max", max));
        });
        shape.getTrait(PatternTrait.class).ifPresent(pattern -> node.withMember("pattern", pattern.getValue()));
        switch (type(shape)) {
            case "structure" -> {
                if (shape.hasTrait(ErrorTrait.class)) {
                    node.withMember("error", true);
                }
                node.withMember("members", members(shape));
            }
            case "list" ->
                node.withMember(
                        "member",
                        visit(shape.asListShape().orElseThrow().getMember().getTarget()));
            case "map" -> {
                var map = shape.asMapShape().orElseThrow();
                node.withMember("key", visit(map.getKey().getTarget()));
                node.withMember("value", visit(map.getValue().getTarget()));
            }
            case "string" ->
                shape.asEnumShape()
                        .map(EnumShape::getEnumValues)
                        .ifPresent(values -> node.withMember("enum", Node.fromStrings(List.copyOf(values.values()))));
            case "integer", "boolean", "timestamp" -> {}
            default -> throw new IllegalStateException("No use for a " + shape.getType() + ": " + shape.getId());
        }
        shapes.put(name, node.build());
        if (!shape.getId().getNamespace().equals("smithy.api")) {
            docs.put(name, shapeDocs(shape));
        }
        return name;
    }

    private static String type(Shape shape) {
        return shape.isEnumShape() ? "string" : shape.getType().toString().toLowerCase(Locale.ROOT);
    }

    private ObjectNode members(Shape structure) {
        var members = Node.objectNodeBuilder();
        for (MemberShape member : structure.members()) {
            var node = Node.objectNodeBuilder().withMember("target", visit(member.getTarget()));
            if (member.isRequired()) {
                node.withMember("required", true);
            }
            if (member.hasTrait(IdempotencyTokenTrait.class)) {
                node.withMember("idempotencyToken", true);
            }
            members.withMember(member.getMemberName(), node.build());
        }
        return members.build();
    }

    private static ObjectNode shapeDocs(Shape shape) {
        var node = Node.objectNodeBuilder();
        if (shape.hasTrait(DocumentationTrait.class)) {
            node.withMember("doc", documentation(shape));
        }
        var members = Node.objectNodeBuilder();
        Map<String, String> enumValues =
                shape.asEnumShape().map(EnumShape::getEnumValues).orElse(Map.of());
        for (MemberShape member : shape.members()) {
            if (member.hasTrait(DocumentationTrait.class)) {
                String name = member.getMemberName();
                members.withMember(enumValues.getOrDefault(name, name), documentation(member));
            }
        }
        ObjectNode documented = members.build();
        return documented.isEmpty()
                ? node.build()
                : node.withMember("members", documented).build();
    }

    /** The text with its line breaks taken out inside a paragraph: the reader fits it to its own width. */
    private static String documentation(Shape shape) {
        String text = shape.getTrait(DocumentationTrait.class)
                .map(DocumentationTrait::getValue)
                .orElse("");
        return text.replaceAll("(?<!\\n)\\n(?![\\n*-])", " ").strip();
    }

    private static ObjectNode objects(Map<String, ObjectNode> nodes) {
        var object = Node.objectNodeBuilder();
        nodes.forEach(object::withMember);
        return object.build();
    }
}
