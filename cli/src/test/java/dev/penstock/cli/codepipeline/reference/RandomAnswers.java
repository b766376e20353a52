package dev.penstock.cli.codepipeline.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Answers of many forms, and queries that look into them. */
final class RandomAnswers {
    private static final List<String> NAMES = List.of("name", "version", "created", "pipelines", "tags", "key", "x");
    private static final List<String> SCALARS = List.of(
            "1",
            "0",
            "-5",
            "1.5",
            "1446137358.328",
            "1e30",
            "1.5e-9",
            "100000000000000000000",
            "true",
            "false",
            "null",
            "\"\"",
            "\"a\"",
            "\"b c\"",
            "\"é日本\"",
            "\"😀\"",
            "\"tab\\there\"",
            "\"line\\nend\"",
            "\"10\"",
            "3.0");

    private final Random random;

    RandomAnswers(Random random) {
        this.random = random;
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    List<String> words() {
        List<String> words = new ArrayList<>(List.of(any(List.of("list-pipelines", "get-pipeline-state"))));
        if (words.getFirst().equals("get-pipeline-state")) {
            words.addAll(List.of("--name", "p"));
        }
        words.addAll(List.of("--output", any(List.of("json", "text", "table"))));
        if (random.nextInt(10) < 9) {
            words.addAll(List.of("--query", query(3)));
        }
        return words;
    }

    /** For either of the two commands: each takes what its model knows. */
    String answer() {
        StringBuilder pipelines = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            pipelines
                    .append(pipelines.isEmpty() ? "" : ",")
                    .append("{\"name\":")
                    .append(any(SCALARS));
            if (random.nextInt(2) == 0) {
                pipelines.append(",\"version\":").append(any(SCALARS));
            }
            if (random.nextInt(2) == 0) {
                pipelines
                        .append(",\"created\":")
                        .append(any(List.of("1446137358.328", "1446137358", "1.446137358328E9")));
            }
            pipelines.append('}');
        }
        StringBuilder states = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            states.append(states.isEmpty() ? "" : ",")
                    .append("{\"stageName\":")
                    .append(any(SCALARS))
                    .append(",\"actionStates\":[{\"actionName\":")
                    .append(any(SCALARS))
                    .append(",\"latestExecution\":{\"status\":\"Failed\",\"percentComplete\":")
                    .append(any(SCALARS))
                    .append("}},{\"entityUrl\":\"u\"}],\"inboundTransitionState\":{\"enabled\":true}}");
        }
        return "{\"pipelines\":[" + pipelines + "],\"pipelineName\":" + any(SCALARS) + ",\"stageStates\":[" + states
                + "],\"pipelineVersion\":" + any(SCALARS) + "}";
    }

    private String query(int depth) {
        if (depth == 0) {
            return any(List.of(
                    "@", "name", "version", "pipelines", "stageStates", "`1`", "'a'", "`[1,2]`", "`null`", "x"));
        }
        String inner = query(depth - 1);
        return switch (random.nextInt(22)) {
            case 0 -> inner + "." + any(NAMES);
            case 1 -> inner + "[" + (random.nextInt(5) - 2) + "]";
            case 2 -> inner + "[]";
            case 3 -> inner + "[*]";
            case 4 -> inner + ".*";
            case 5 -> inner + "[?" + query(depth - 1) + any(List.of("==", "!=", "<", ">=")) + query(depth - 1) + "]";
            case 6 -> inner + "[" + any(List.of("1:", ":1", "::-1", "-2:", ":", "::2", "5:1:-1")) + "]";
            case 7 -> "[" + inner + "," + query(depth - 1) + "]";
            case 8 -> "{" + any(NAMES) + ":" + inner + ",b:" + query(depth - 1) + "}";
            case 9 -> inner + " | " + query(depth - 1);
            case 10 -> inner + any(List.of(" || ", " && ")) + query(depth - 1);
            case 11 -> "!" + inner;
            case 12 ->
                any(List.of(
                                "length",
                                "keys",
                                "values",
                                "sort",
                                "max",
                                "min",
                                "sum",
                                "avg",
                                "reverse",
                                "type",
                                "to_string",
                                "to_number",
                                "to_array",
                                "abs",
                                "ceil",
                                "floor",
                                "not_null",
                                "frob"))
                        + "(" + inner + ")";
            case 13 -> any(List.of("sort_by", "max_by", "min_by")) + "(" + inner + ",&" + query(depth - 1) + ")";
            case 14 -> "map(&" + query(depth - 1) + "," + inner + ")";
            case 15 ->
                any(List.of("join", "contains", "starts_with", "ends_with")) + "(" + inner + "," + query(depth - 1)
                        + ")";
            case 16 -> "pipelines[]." + inner;
            case 17 -> "stageStates[].actionStates[]." + inner;
            case 18 -> "pipelines[*].[name,version]";
            case 19 -> "(" + inner + ")";
            case 20 -> "merge(`{\"a\":1}`,{b:" + inner + "})";
            default -> inner + any(List.of("", "[", "..", "(", "'", " |", "`"));
        };
    }
}
