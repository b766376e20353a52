package dev.penstock.cli;

import dev.penstock.server.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists every setting as a server in this folder would have it. */
@Command(
        name = "settings",
        description = {
            "List all settings: value, default, unit, and where the value is from.",
            "A setting is changed by --set, by its variable (PENSTOCK_JOBS_ACK_WINDOW for jobs.ack-window), or in"
                    + " penstock.yaml in the data folder; the first of these wins."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  penstock settings", "  penstock settings --set jobs.continuation-delay=1s"})
final class SettingsCommand implements Runnable {
    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        List<Settings.Described> all = options.load(data.folder()).describe();
        int key = width(all.stream().map(Settings.Described::key).toList());
        int value = width(all.stream().map(s -> shown(s.value())).toList());
        PrintWriter out = spec.commandLine().getOut();
        for (Settings.Described setting : all) {
            out.println(String.format(
                            "%-" + key + "s  %-" + value + "s  (%s)",
                            setting.key(),
                            shown(setting.value()),
                            about(setting))
                    .stripTrailing());
            out.println("    " + setting.meaning());
        }
        out.flush();
    }

    private static String about(Settings.Described setting) {
        String from = setting.source().equals("default")
                ? "default"
                : "from " + setting.source() + "; default " + shown(setting.defaultValue());
        return setting.unit().isEmpty() ? from : setting.unit() + "; " + from;
    }

    private static String shown(String value) {
        return value.isEmpty() ? "-" : value;
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(1);
    }
}
