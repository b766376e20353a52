package dev.penstock.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A YAML document that is walked by names. */
record Yaml(Map<?, ?> root) {
    static Yaml file(Path file) {
        try {
            return all(Files.readString(file)).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Yaml> all(String documents) {
        List<Yaml> all = new ArrayList<>();
        LoadSettings settings =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        for (Object document : new Load(settings).loadAllFromString(documents)) {
            if (document instanceof Map<?, ?> map) {
                all.add(new Yaml(map));
            }
        }
        return all;
    }

    /** What is at a path of names and, in lists, numbers. */
    Object at(Object... path) {
        Object node = root;
        for (Object step : path) {
            node = switch (node) {
                case Map<?, ?> map -> map.get(step);
                case List<?> list -> list.get((Integer) step);
                default -> null;
            };
            Objects.requireNonNull(node, () -> "nothing at " + List.of(path));
        }
        return node;
    }

    String text(Object... path) {
        return String.valueOf(at(path));
    }

    int number(Object... path) {
        return (Integer) at(path);
    }

    Yaml below(Object... path) {
        return new Yaml((Map<?, ?>) at(path));
    }

    List<Yaml> list(Object... path) {
        List<Yaml> entries = new ArrayList<>();
        for (Object entry : (List<?>) at(path)) {
            entries.add(new Yaml((Map<?, ?>) entry));
        }
        return entries;
    }

    boolean has(Object name) {
        return root.containsKey(name);
    }
}
