package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** docs/operations.md names commands, options, settings and files that exist. */
class OperationsManualTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)(?:^|`|/opt/penstock/)penstock ((?:admin )?[a-z]+(?:-[a-z]+)*)((?: [^\\n`#]*)?)");
    private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z][a-z0-9-]*");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");
    private static final Pattern NAME = Pattern.compile("`([a-z][a-z0-9]*\\.[a-z][a-z0-9-]*)`");

    @Test
    void everyCommandAndOptionExists() throws IOException {
        Matcher commands = COMMAND.matcher(page());
        int found = 0;
        while (commands.find()) {
            CommandLine command = command(commands.group(1));
            Set<String> known = command.getCommandSpec().optionsMap().keySet();
            Matcher options = OPTION.matcher(commands.group(2));
            while (options.find()) {
                assertThat(known).as(commands.group()).contains(options.group());
            }
            found++;
        }
        assertThat(found).isGreaterThan(10);
    }

    private static CommandLine command(String words) {
        CommandLine command = Penstock.commandLine();
        for (String word : words.split(" ")) {
            assertThat(command.getSubcommands()).as(words).containsKey(word);
            command = Objects.requireNonNull(command.getSubcommands().get(word));
        }
        return command;
    }

    @Test
    void everySettingExists() throws IOException {
        Set<String> settings = Settings.of(Map.of()).describe().stream()
                .map(Settings.Described::key)
                .collect(Collectors.toSet());
        Set<String> groups =
                settings.stream().map(key -> key.substring(0, key.indexOf('.'))).collect(Collectors.toSet());
        Set<String> named = new TreeSet<>();
        Matcher names = NAME.matcher(page());
        while (names.find()) {
            if (groups.contains(names.group(1).substring(0, names.group(1).indexOf('.')))) {
                named.add(names.group(1));
            }
        }
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(settings).containsAll(named);
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (String name : List.of("operations.md", "scale.md")) {
            Matcher links = LINK.matcher(Files.readString(DOCS.resolve(name)));
            while (links.find()) {
                assertThat(DOCS.resolve(links.group(1))).as(links.group()).exists();
            }
        }
    }

    private static String page() throws IOException {
        return Files.readString(DOCS.resolve("operations.md"));
    }
}
