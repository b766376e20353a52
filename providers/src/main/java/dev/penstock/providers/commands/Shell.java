package dev.penstock.providers.commands;

import dev.penstock.engine.job.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the commands of a script in one {@code /bin/sh}, one after the other, until one ends with another exit code than 0
 * (spec providers 1.7). What a command sets - variables, functions, the working folder - the next one finds. The commands
 * come from a file, so that the machine's list of processes does not show them.
 */
public final class Shell {
    private static final Logger LOG = LoggerFactory.getLogger(Shell.class);
    private static final String SHELL = "/bin/sh";

    /** What a run inherits of the server's environment. Everything else may be a secret. */
    private static final Set<String> INHERITED = Set.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ");

    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";
    /** What the killed processes wrote is read by then; only one that got away keeps the pipe open for longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int BUFFER = 8 * 1024;

    private Shell() {}

    /**
     * How a run ended.
     *
     * @param exitCode of the last command that ran
     * @param at number of that command, from 1
     */
    record End(int exitCode, int at) {
        boolean good() {
            return exitCode == 0;
        }
    }

    /**
     * Runs the commands to their end. Whichever way this ends, what they started is killed, except for a process that has
     * both removed {@link ProcessTree#MARK} from its environment and left its parent. Such a process is not waited for,
     * and what it writes after the end is not kept.
     *
     * @param run a name for this run that no other one has
     * @param work where the shell begins
     * @param environment variables beside the inherited ones
     * @throws InterruptedException if the calling thread was interrupted; the processes are killed
     */
    static End run(
            String run, List<String> commands, Map<String, String> environment, RunFolder folder, Path work, RunLog log)
            throws IOException, InterruptedException {
        Files.writeString(folder.script(), script(commands, folder.at()));
        ProcessBuilder builder = new ProcessBuilder(SHELL, folder.script().toString())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        Map<String, String> variables = builder.environment();
        variables.keySet().retainAll(INHERITED);
        variables.putIfAbsent("PATH", DEFAULT_PATH);
        variables.put("HOME", work.toString());
        variables.put("TMPDIR", folder.temporary().toString());
        variables.putAll(environment);
        variables.put(ProcessTree.MARK, run);
        Process shell = builder.start();
        // A pipe is read by a thread of the system: a virtual one would hold up others while nothing comes.
        Thread reader = Thread.ofPlatform().daemon().name("output-" + run).start(() -> copy(shell, log));
        try {
            int exitCode = shell.waitFor();
            ProcessTree.kill(shell.toHandle(), run);
            if (!reader.join(PATIENCE)) {
                // A process that got away has the pipe too. Its next output finds the log closed, and ends the reader.
                LOG.warn("a process of the commands of run {} got away and still runs", run);
            }
            return new End(exitCode, at(folder));
        } finally {
            if (shell.isAlive()) {
                ProcessTree.kill(shell.toHandle(), run);
            }
            reader.interrupt();
        }
    }

    /** Each command is evaluated by itself, so that an open quote or loop does not swallow those after it. */
    private static String script(List<String> commands, Path at) {
        StringBuilder script = new StringBuilder();
        int number = 0;
        for (String command : commands) {
            script.append("echo ")
                    .append(++number)
                    .append(" >")
                    .append(quoted(at.toString()))
                    .append('\n');
            script.append("eval ").append(quoted(command)).append('\n');
            script.append("PENSTOCK_STATUS=$?\n[ \"$PENSTOCK_STATUS\" -eq 0 ] || exit \"$PENSTOCK_STATUS\"\n");
        }
        return script.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static void copy(Process shell, RunLog log) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream output = shell.getInputStream()) {
            for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
                log.write(buffer, read);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("the output of process {} ended early", shell.pid(), e);
        }
    }

    private static int at(RunFolder folder) throws IOException {
        return Files.exists(folder.at())
                ? Integer.parseInt(
                        Files.readString(folder.at(), StandardCharsets.UTF_8).strip())
                : 1;
    }

    /** The variables of a script's environment. */
    static Map<String, String> environment(Script script) {
        return script.environment().stream().collect(Collectors.toMap(Script.Variable::name, Script.Variable::value));
    }
}
