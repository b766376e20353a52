package dev.penstock.server.fuzz;

import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.ServiceModel;
import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.Member;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.api.model.Shape.TimestampShape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bodies of requests, from nearly right to nonsense, all from one seed. They follow the model, so that many get through
 * to the operations; members are then left out, doubled, mistyped and blown up, and bytes of the whole are changed.
 */
final class HostileRequests {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Names that recur, so that requests meet what others made. */
    private static final List<String> NAMES = List.of("shop", "Source", "Build", "Fetch", "Check", "Out", "Acme", "1");

    private static final List<String> ODD = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e400",
            "99999999999999999999999",
            "0.1",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "[null]",
            "{\"a\":1}",
            "\"#{a.b}\"",
            "\"#{\"",
            "\"****\"",
            "\"../..\"",
            "\"aws:x\"",
            "\"\\n\"");

    private static final List<String> TEXTS = List.of(
            "#{variables.x}",
            "****",
            "{Branch}",
            "$.a[?(@.b=='c')]",
            "$..",
            "é€𝄞",
            "'",
            "%s%n",
            "\u202e",
            "{Config:x}");

    private final List<OperationModel> operations;
    private final Random random;
    private final double mischief;
    private final List<String> ids;

    /**
     * @param mischief how likely each part of a body is wrong, from 0 to 1
     * @param ids of what is there
     */
    HostileRequests(long seed, double mischief, List<String> ids) {
        this(ServiceModel.codePipeline(), seed, mischief, ids);
    }

    /** @param service whose operations are asked */
    HostileRequests(ServiceModel service, long seed, double mischief, List<String> ids) {
        this.operations = List.copyOf(service.operations());
        this.random = new Random(seed);
        this.mischief = mischief;
        this.ids = ids;
    }

    record Request(String operation, byte[] body) {}

    Request next() {
        OperationModel operation = pick(operations);
        // What is deleted at once cannot be tried out.
        while (operation.name().startsWith("Delete") && random.nextInt(50) > 0) {
            operation = pick(operations);
        }
        StringBuilder json = new StringBuilder();
        structure(operation.input(), json, 0);
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        return new Request(operation.name(), odd() ? damaged(body) : body);
    }

    private boolean odd() {
        return random.nextDouble() < mischief;
    }

    private void value(Shape shape, StringBuilder out, int depth) {
        if (odd()) {
            nonsense(out);
            return;
        }
        switch (shape) {
            case StringShape text -> out.append(JSON.writeValueAsString(text(text)));
            case IntegerShape number -> out.append(number(number));
            case BooleanShape flag -> out.append(random.nextBoolean());
            case TimestampShape moment ->
                out.append(1_700_000_000L + random.nextInt(1_000_000)).append(".5");
            case ListShape list -> list(list, out, depth);
            case MapShape map -> map(map, out, depth);
            case StructureShape structure -> structure(structure, out, depth);
        }
    }

    private void structure(StructureShape shape, StringBuilder out, int depth) {
        out.append('{');
        boolean first = true;
        for (Member member : shape.members().values()) {
            boolean present = member.required() ? !odd() : random.nextInt(depth < 3 ? 2 : 5) == 0;
            int times = present ? (odd() ? 2 : 1) : 0;
            for (int i = 0; i < times; i++) {
                out.append(first ? "" : ",").append('"').append(member.name()).append("\":");
                value(member.target(), out, depth + 1);
                first = false;
            }
        }
        if (odd()) {
            out.append(first ? "" : ",").append("\"unknown\":");
            nonsense(out);
        }
        out.append('}');
    }

    private void list(ListShape list, StringBuilder out, int depth) {
        long least = list.length().min() == null ? 0 : list.length().min();
        long size = odd() ? random.nextInt(60) : least + random.nextInt(3);
        out.append('[');
        for (long i = 0; i < size; i++) {
            out.append(i == 0 ? "" : ",");
            value(list.member(), out, depth + 1);
        }
        out.append(']');
    }

    private void map(MapShape map, StringBuilder out, int depth) {
        int size = random.nextInt(3);
        out.append('{');
        for (int i = 0; i < size; i++) {
            out.append(i == 0 ? "" : ",")
                    .append(JSON.writeValueAsString(text(map.key())))
                    .append(':');
            value(map.value(), out, depth + 1);
        }
        out.append('}');
    }

    private String text(StringShape shape) {
        if (!shape.values().isEmpty()) {
            return shape.values().get(random.nextInt(shape.values().size()));
        }
        if (odd()) {
            return random.nextInt(10) == 0 ? "x".repeat(random.nextInt(3000)) : pick(TEXTS);
        }
        String pattern = shape.pattern() == null ? "" : shape.pattern().toString();
        if (pattern.contains("arn:aws")) {
            return pattern.contains("iam")
                    ? "arn:aws:iam::111111111111:role/" + pick(NAMES)
                    : "arn:aws:codepipeline:us-east-1:111111111111:" + pick(NAMES);
        }
        if (pattern.contains("0-9a-f]{8}")) {
            return ids.isEmpty() || odd() ? "00000000-0000-4000-8000-000000000000" : pick(ids);
        }
        if (shape.name().contains("Region")) {
            return "us-east-1";
        }
        if (shape.name().equals("AccountId")) {
            return "111111111111";
        }
        return switch (shape.name()) {
            case "PipelineName" -> "shop";
            case "StageName" -> pick(List.of("Source", "Build"));
            case "ActionName" -> pick(List.of("Fetch", "Check"));
            case "ActionProvider" -> "Acme";
            case "Version" -> "1";
            case "JsonPath" -> "$.ref";
            case "ThirdPartyJobId", "ExecutionId" -> ids.isEmpty() ? "x" : pick(ids);
            case "Nonce" -> Integer.toString(random.nextInt(10));
            default -> pick(NAMES);
        };
    }

    private long number(IntegerShape shape) {
        long least = shape.range().min() == null ? 0 : shape.range().min();
        return odd() ? random.nextLong() : least + random.nextInt(3);
    }

    private void nonsense(StringBuilder out) {
        if (random.nextInt(200) == 0) {
            int depth = random.nextInt(5000);
            out.append("[".repeat(depth)).append("]".repeat(depth));
        } else {
            out.append(pick(ODD));
        }
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private byte[] damaged(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int end = random.nextInt(4) == 0 ? random.nextInt(body.length + 1) : body.length;
        for (int i = 0; i < end; i++) {
            switch (random.nextInt(body.length * 2)) {
                case 0 -> out.write(random.nextInt(256));
                case 1 -> out.write(body[i] ^ (1 << random.nextInt(8)));
                case 2 -> {
                    out.write(body[i]);
                    out.write(body[i]);
                }
                default -> out.write(body[i]);
            }
        }
        return out.toByteArray();
    }
}
