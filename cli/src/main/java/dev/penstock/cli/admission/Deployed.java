package dev.penstock.cli.admission;

import dev.penstock.api.json.JsonTree;
import dev.penstock.api.json.ShapeCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/**
 * A template's declaration as it would be if everything that only its deployment tells were as it runs now. So a plan shows
 * what the template itself changes.
 *
 * @param declaration with the running values in the place of the unknown ones, where there are running ones
 * @param unknown where, by names instead of numbers
 */
record Deployed(PipelineDeclaration declaration, SortedSet<String> unknown) {

    /** @param standIns texts of the declaration that are not known yet */
    static Deployed of(PipelineDeclaration template, PipelineDeclaration running, Set<String> standIns) {
        var filling = new Filling(standIns);
        Object filled = filling.fill(tree(template), tree(running), "");
        @SuppressWarnings("unchecked") // the tree of a structure
        Map<String, ?> tree = (Map<String, ?>) Objects.requireNonNull(filled);
        return new Deployed(ShapeCodec.fromTree(tree, PipelineDeclaration.builder()), filling.places);
    }

    private static Map<String, @Nullable Object> tree(PipelineDeclaration declaration) {
        return JsonTree.readObject(ShapeCodec.write(declaration));
    }

    private static final class Filling {
        private final Set<String> standIns;
        private final SortedSet<String> places = new TreeSet<>();

        Filling(Set<String> standIns) {
            this.standIns = standIns;
        }

        private @Nullable Object fill(@Nullable Object value, @Nullable Object running, String place) {
            return switch (value) {
                case String text
                when standIns.contains(text) -> {
                    places.add(place);
                    yield running == null ? text : running;
                }
                case Map<?, ?> map -> {
                    Map<String, @Nullable Object> filled = new LinkedHashMap<>();
                    Map<?, ?> there = running instanceof Map<?, ?> other ? other : Map.of();
                    map.forEach((key, item) -> filled.put(
                            (String) key,
                            fill(item, there.get(key), place.isEmpty() ? (String) key : place + "." + key)));
                    yield filled;
                }
                case List<?> list -> {
                    List<@Nullable Object> filled = new ArrayList<>();
                    List<?> there = running instanceof List<?> other ? other : List.of();
                    for (int i = 0; i < list.size(); i++) {
                        Object name = name(list.get(i));
                        filled.add(fill(
                                list.get(i),
                                name == null || standIns.contains(name.toString()) ? at(there, i) : named(there, name),
                                place + "." + (name == null ? Integer.toString(i + 1) : name)));
                    }
                    yield filled;
                }
                case null, default -> value;
            };
        }

        private static @Nullable Object name(@Nullable Object item) {
            return item instanceof Map<?, ?> map ? map.get("name") : null;
        }

        private static @Nullable Object at(List<?> list, int index) {
            return index < list.size() ? list.get(index) : null;
        }

        private static @Nullable Object named(List<?> list, Object name) {
            return list.stream()
                    .filter(item -> name.equals(name(item)))
                    .findFirst()
                    .orElse(null);
        }
    }
}
