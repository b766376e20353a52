package dev.penstock.conformance;

import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.ServiceModel;
import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.testkit.Keys;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import tools.jackson.databind.JsonNode;

/**
 * The members of response shapes that answers had, as {@code Shape.member}. An empty list or map counts as filled only if
 * it was not empty once.
 */
final class SeenMembers implements Api {
    private static final String PREFIX = "CodePipeline_20150709.";

    private final Api api;
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    SeenMembers(Api api) {
        this.api = api;
    }

    @Override
    public Wire.Answer call(Keys keys, String target, Object request) {
        Wire.Answer answer = api.call(keys, target, request);
        if (answer.ok() && target.startsWith(PREFIX)) {
            StructureShape output = ServiceModel.codePipeline()
                    .operation(target.substring(PREFIX.length()))
                    .orElseThrow()
                    .output();
            if (output != null) {
                see(output, answer.body());
            }
        }
        return answer;
    }

    private void see(Shape shape, JsonNode value) {
        switch (shape) {
            case StructureShape structure ->
                structure.members().values().forEach(member -> {
                    JsonNode there = value.get(member.name());
                    if (there != null && !(there.isContainer() && there.isEmpty())) {
                        seen.add(structure.name() + "." + member.name());
                        see(member.target(), there);
                    }
                });
            case ListShape list -> value.forEach(item -> see(list.member(), item));
            case MapShape map -> value.forEach(item -> see(map.value(), item));
            case Shape.StringShape _, Shape.IntegerShape _, Shape.BooleanShape _, Shape.TimestampShape _ -> {}
        }
    }

    /** What no answer had. */
    SortedSet<String> never() {
        SortedSet<String> never = all();
        never.removeAll(seen);
        return never;
    }

    /** Every member of every response shape of the API. */
    static SortedSet<String> all() {
        SortedSet<String> all = new TreeSet<>();
        Set<String> walked = new HashSet<>();
        for (OperationModel operation : ServiceModel.codePipeline().operations()) {
            if (operation.output() != null) {
                walk(operation.output(), walked, all);
            }
        }
        return all;
    }

    private static void walk(Shape shape, Set<String> walked, Set<String> all) {
        switch (shape) {
            case StructureShape structure -> {
                if (walked.add(structure.name())) {
                    structure.members().values().forEach(member -> {
                        all.add(structure.name() + "." + member.name());
                        walk(member.target(), walked, all);
                    });
                }
            }
            case ListShape list -> walk(list.member(), walked, all);
            case MapShape map -> walk(map.value(), walked, all);
            case Shape.StringShape _, Shape.IntegerShape _, Shape.BooleanShape _, Shape.TimestampShape _ -> {}
        }
    }
}
