package dev.penstock.cli.codepipeline.help;

import dev.penstock.cli.codepipeline.grammar.CommandTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Makes the files of the manual: pages for {@code man}, and Markdown. */
public final class ManualWriter {
    private ManualWriter() {}

    /** Writes the pages for {@code man} into the folder that is given, as the launcher does after a build. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (var page : manPages(arguments.length > 1 ? arguments[1] : "").entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }
    }

    /** File names and contents. */
    static Map<String, String> manPages(String version) {
        CommandTable table = new CommandTable();
        ManualAuthor author = new ManualAuthor();
        Map<String, String> pages = new TreeMap<>();
        String prefix = "penstock-codepipeline";
        pages.put(prefix + ".1", RoffRenderer.render(author.service(table), prefix, version));
        for (String name : table.names()) {
            String page = prefix + "-" + name;
            pages.put(page + ".1", RoffRenderer.render(author.command(table.command(name)), page, version));
        }
        return pages;
    }

    /** The files of {@code docs/cli}: names and contents. */
    static Map<String, String> markdown() {
        CommandTable table = new CommandTable();
        ManualAuthor author = new ManualAuthor();
        Map<String, String> files = new TreeMap<>();
        StringBuilder index = new StringBuilder("# Command line: penstock codepipeline\n\n"
                + "Made from the model by the build, like the pages that `penstock codepipeline <operation> help` shows.\n"
                + "The launcher makes them for man(1) too, when it builds:\n\n"
                + "```sh\nman -M cli/target/app/man penstock-codepipeline-start-pipeline-execution\n```\n\n"
                + "| command | |\n|---|---|\n");
        for (String name : table.names()) {
            index.append("| [`").append(name).append("`](").append(name).append(".md) | ");
            index.append(author.summary(table.operation(name))).append(" |\n");
            files.put(name + ".md", MarkdownRenderer.render(author.command(table.command(name))));
        }
        files.put("README.md", index.toString());
        return files;
    }
}
