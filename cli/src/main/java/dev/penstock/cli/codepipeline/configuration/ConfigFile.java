package dev.penstock.cli.codepipeline.configuration;

import dev.penstock.cli.codepipeline.value.InvalidValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file of AWS's configuration: sections of {@code key = value}. An indented line belongs to the key before it; nested
 * keys are kept as {@code outer.inner}.
 */
final class ConfigFile {
    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    private final Path file;
    private Optional<Map<String, String>> section = Optional.empty();
    private String key = "";

    private ConfigFile(Path file) {
        this.file = file;
    }

    /**
     * An empty one if there is no such file.
     *
     * @throws InvalidValue if it cannot be read or is no such file
     */
    static ConfigFile read(Path file) {
        ConfigFile read = new ConfigFile(file);
        if (Files.isRegularFile(file)) {
            try {
                new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(read::line);
            } catch (IOException e) {
                throw new InvalidValue("Unable to read config file: " + file + ": " + e.getMessage());
            }
        }
        return read;
    }

    Map<String, Map<String, String>> sections() {
        return sections;
    }

    private void line(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
            return;
        }
        boolean indented = Character.isWhitespace(line.charAt(0));
        // Up to the last bracket; what follows, such as a comment, is passed over as the AWS CLI does.
        int end = text.lastIndexOf(']');
        if (!indented && text.startsWith("[") && end > 1) {
            key = "";
            section =
                    Optional.of(sections.computeIfAbsent(text.substring(1, end).strip(), _ -> new LinkedHashMap<>()));
            return;
        }
        Map<String, String> values = section.orElseThrow(this::broken);
        int equals = text.indexOf('=');
        int colon = text.indexOf(':');
        int split = equals < 0 || colon >= 0 && colon < equals && !indented ? colon : equals;
        if (indented && !key.isEmpty()) {
            if (split > 0) {
                values.put(
                        key + "." + text.substring(0, split).strip(),
                        text.substring(split + 1).strip());
            }
            return;
        }
        if (split <= 0) {
            throw broken();
        }
        key = text.substring(0, split).strip().toLowerCase(Locale.ROOT);
        values.put(key, text.substring(split + 1).strip());
    }

    private InvalidValue broken() {
        return new InvalidValue("Unable to parse config file: " + file);
    }
}
