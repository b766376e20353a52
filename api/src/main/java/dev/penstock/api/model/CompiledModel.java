package dev.penstock.api.model;

import dev.penstock.api.json.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The files that the build made of the IDL. */
final class CompiledModel {
    private CompiledModel() {}

    static Map<String, ?> load(String file) {
        try (var in = CompiledModel.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(
                        file + " is missing: the build of the api module did not run to its end");
            }
            return JsonTree.readObject(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
