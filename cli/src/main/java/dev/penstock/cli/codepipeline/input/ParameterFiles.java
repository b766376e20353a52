package dev.penstock.cli.codepipeline.input;

import dev.penstock.cli.codepipeline.Surroundings;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.PythonText;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.BytesValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Values that stand in files: {@code file://} for text, {@code fileb://} for bytes (spec cli 5). */
public final class ParameterFiles {
    private static final String TEXT = "file://";
    private static final String BYTES = "fileb://";

    private final Surroundings surroundings;

    public ParameterFiles(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * The content of the file that a value names; nothing when it names none.
     *
     * @throws InvalidValue if the file cannot be read; the message does not name the option
     */
    public Optional<Value> load(String value) {
        if (value.startsWith(TEXT)) {
            String path = expand(value.substring(TEXT.length()));
            return Optional.of(Value.of(text(path, read(path, value))));
        }
        if (value.startsWith(BYTES)) {
            return Optional.of(new BytesValue(read(expand(value.substring(BYTES.length())), value)));
        }
        return Optional.empty();
    }

    private byte[] read(String path, String given) {
        try {
            if (path.equals("/dev/stdin")) {
                return surroundings.in().readAllBytes();
            }
            Path file = surroundings.folder().resolve(path);
            if (path.isEmpty() || !Files.exists(file)) {
                throw unreadable(given, path, beneathFile(file) ? NOT_A_FOLDER : NO_SUCH_FILE);
            }
            if (Files.isDirectory(file)) {
                throw unreadable(given, path, "[Errno 21] Is a directory");
            }
            return Files.readAllBytes(file);
        } catch (AccessDeniedException e) {
            throw unreadable(given, path, "[Errno 13] Permission denied");
        } catch (InvalidPathException e) {
            throw unreadable(given, path, NO_SUCH_FILE);
        } catch (IOException e) {
            throw unreadable(given, path, "[Errno 5] " + e.getMessage());
        }
    }

    private static final String NO_SUCH_FILE = "[Errno 2] No such file or directory";
    private static final String NOT_A_FOLDER = "[Errno 20] Not a directory";

    private static boolean beneathFile(Path file) {
        for (Path parent = file.getParent(); parent != null; parent = parent.getParent()) {
            if (Files.exists(parent)) {
                return !Files.isDirectory(parent);
            }
        }
        return false;
    }

    private static InvalidValue unreadable(String given, String path, String reason) {
        return new InvalidValue("Unable to load paramfile " + given + ": " + reason + ": " + PythonText.literal(path));
    }

    /** Line ends become plain newlines, as everywhere where the AWS CLI reads text. */
    private static String text(String path, byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.replace("\r\n", "\n").replace('\r', '\n');
        } catch (CharacterCodingException e) {
            throw new InvalidValue("Unable to load paramfile (" + path
                    + "), text contents could not be decoded.  If this is a binary file, please use the fileb://"
                    + " prefix instead of the file:// prefix.");
        }
    }

    private String expand(String path) {
        return variables(path.equals("~") || path.startsWith("~/") ? surroundings.home() + path.substring(1) : path);
    }

    /** Puts in {@code $NAME} and <code>${NAME}</code>; what is not set stays as it is. */
    private String variables(String path) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < path.length()) {
            int dollar = path.indexOf('$', at);
            if (dollar < 0) {
                break;
            }
            out.append(path, at, dollar);
            boolean braced = path.startsWith("{", dollar + 1);
            int start = braced ? dollar + 2 : dollar + 1;
            int end = start;
            if (braced) {
                end = Math.max(path.indexOf('}', start), start);
            } else {
                while (end < path.length() && isNamePart(path.charAt(end))) {
                    end++;
                }
            }
            String value = surroundings.environment().get(path.substring(start, end));
            if (value == null || end == start) {
                out.append('$');
                at = dollar + 1;
            } else {
                out.append(value);
                at = braced ? end + 1 : end;
            }
        }
        return out.append(path, at, path.length()).toString();
    }

    private static boolean isNamePart(char c) {
        return c == '_' || c < 128 && Character.isLetterOrDigit(c);
    }
}
