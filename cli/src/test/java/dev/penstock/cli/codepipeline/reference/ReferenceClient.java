package dev.penstock.cli.codepipeline.reference;

import dev.penstock.cli.codepipeline.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The AWS CLI of this machine, kept in one process, since each of its starts takes half a second. */
final class ReferenceClient implements AutoCloseable {
    static final String VERSION = "1.45.11";

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Process process;
    private final BufferedReader out;
    private final OutputStream in;

    ReferenceClient(Path folder) throws IOException {
        Path script = folder.resolve("batch.py");
        try (InputStream source = ReferenceClient.class.getResourceAsStream("/reference/batch.py")) {
            Files.write(script, source.readAllBytes());
        }
        process = new ProcessBuilder("python3", script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.getOutputStream();
    }

    /** Whether the version that was recorded is installed where Python finds it. */
    static boolean isInstalled() {
        try {
            Process asked = new ProcessBuilder("python3", "-c", "import awscli; print(awscli.__version__)")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String version = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return asked.waitFor(1, TimeUnit.MINUTES) && version.equals(VERSION);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Run run(List<String> words, Map<String, String> environment, Path folder) throws IOException {
        String line = MAPPER.writeValueAsString(Map.of("argv", words, "env", environment, "folder", folder.toString()));
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException("the reference client ended");
        }
        JsonNode run = MAPPER.readTree(answer);
        return new Run(
                run.get("code").asInt(),
                run.get("out").stringValue(),
                run.get("err").stringValue());
    }

    @Override
    public void close() throws IOException {
        in.close();
        process.destroy();
    }
}
