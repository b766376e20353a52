package dev.penstock.cli.admission;

import dev.penstock.cli.AwsFiles;
import dev.penstock.cli.ServerOptions;
import dev.penstock.cli.admin.AdminClient;
import dev.penstock.cli.admission.Finding.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Checks declarations before anybody deploys them. */
@Command(
        name = "lint",
        description = {
            "Check pipeline declarations: all problems at once, with line and column.",
            "Reads JSON and YAML of the API (a declaration, or a request with 'pipeline') and CloudFormation templates,"
                    + " also those that the CDK writes. Needs no server; with --server the action types of an account"
                    + " and of partners are known, too."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no errors (warnings and notes do not count)", "1:errors", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock lint pipeline.json",
            "  penstock lint cdk.out/*.template.json",
            "  penstock lint --server --output json pipeline.yaml"
        })
public final class LintCommand implements Callable<Integer> {
    private static final String DEFAULT_REGION = "us-east-1";

    /** How findings are shown. */
    enum Output {
        TEXT,
        JSON
    }

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to check.")
    private List<Path> files = List.of();

    @Option(
            names = "--server",
            description = "Let the server judge, which knows all action types. Needs an administrator's profile.")
    private boolean server;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private Output output = Output.TEXT;

    @Mixin
    private final ServerOptions target = new ServerOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<Path, String> texts = new LinkedHashMap<>();
        files.forEach(file -> texts.put(file, textOf(file)));
        if (!server) {
            String region = target.region().orElse(DEFAULT_REGION);
            return report(texts, new Linter(new Judge.Offline(region), region));
        }
        AwsFiles.Access access = target.access();
        try (AdminClient client = new AdminClient(access)) {
            return report(texts, new Linter(new Judge.Server(client), access.region()));
        }
    }

    private int report(Map<Path, String> texts, Linter linter) {
        Map<Path, List<Finding>> found = new LinkedHashMap<>();
        texts.forEach((file, text) -> found.put(file, linter.check(text).findings()));
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case TEXT ->
                found.forEach((file, findings) -> findings.forEach(finding -> out.println(line(file, finding))));
            case JSON -> out.println(json(found));
        }
        out.flush();
        boolean errors =
                found.values().stream().flatMap(List::stream).anyMatch(finding -> finding.level() == Level.ERROR);
        return errors ? 1 : 0;
    }

    private String line(Path file, Finding finding) {
        String colour = switch (finding.level()) {
            case ERROR -> "red";
            case WARNING -> "yellow";
            case NOTE -> "cyan";
        };
        String level =
                spec.commandLine().getColorScheme().ansi().string("@|bold," + colour + " " + finding.level() + "|@");
        return finding.in(file, level);
    }

    private static String json(Map<Path, List<Finding>> found) {
        List<Map<String, Object>> rows = new ArrayList<>();
        found.forEach((file, findings) -> findings.forEach(finding -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("file", file.toString());
            row.put("line", finding.at().line());
            row.put("column", finding.at().column());
            row.put("level", finding.level().toString());
            row.put("rule", finding.rule());
            row.put("path", finding.path());
            row.put("message", finding.message());
            rows.add(row);
        }));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("findings", rows));
    }

    private String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw unreadable(file, "it is not UTF-8", e);
        } catch (IOException e) {
            throw unreadable(file, Files.exists(file) ? e.getMessage() : "there is no such file", e);
        }
    }

    private ParameterException unreadable(Path file, @Nullable String why, IOException cause) {
        return new ParameterException(spec.commandLine(), "Cannot read " + file + ": " + why, cause);
    }
}
