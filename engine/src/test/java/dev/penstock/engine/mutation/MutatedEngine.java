package dev.penstock.engine.mutation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The engine and its scenarios, loaded once more with one class broken. Everything else is loaded as usual, so that only
 * what can differ exists twice.
 */
final class MutatedEngine extends ClassLoader {
    private static final Path SOURCES = Path.of("src/main/java/dev/penstock/engine");
    private static final List<String> OWN = List.of("dev.penstock.engine.", "dev.penstock.scenario.");

    private final Map<String, byte[]> broken;

    private MutatedEngine(Map<String, byte[]> broken) {
        super(MutatedEngine.class.getClassLoader());
        this.broken = broken;
    }

    /** @throws AssertionError if the line is not there once, or the broken class does not compile */
    static MutatedEngine with(Mutation mutation) throws IOException {
        Path file = SOURCES.resolve(mutation.type() + ".java");
        String source = Files.readString(file);
        int at = source.indexOf(mutation.line());
        if (at < 0 || source.indexOf(mutation.line(), at + 1) >= 0) {
            throw new AssertionError("not there once, in " + file + ": " + mutation.line());
        }
        return new MutatedEngine(compile(mutation, source.replace(mutation.line(), mutation.broken())));
    }

    /** True if the scenario ends in this engine as it is told. */
    boolean plays(String scenario) throws ReflectiveOperationException {
        return (Boolean) loadClass(ScenarioRun.class.getName())
                .getMethod("ends", String.class)
                .invoke(null, scenario);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (OWN.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = broken.containsKey(name) ? broken.get(name) : read(name);
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private byte[] read(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static Map<String, byte[]> compile(Mutation mutation, String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        StringWriter complaints = new StringWriter();
        try (JavaFileManager files = new InMemory(compiler.getStandardFileManager(null, null, null), classes)) {
            boolean compiled = compiler.getTask(
                            complaints,
                            files,
                            null,
                            List.of("-proc:none", "-classpath", System.getProperty("java.class.path")),
                            null,
                            List.of(new Source(mutation.type(), source)))
                    .call();
            if (!compiled) {
                throw new AssertionError("does not compile: " + mutation + "\n" + complaints);
            }
        }
        Map<String, byte[]> bytes = new HashMap<>();
        classes.forEach((name, content) -> bytes.put(name, content.toByteArray()));
        return bytes;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String type, String text) {
            super(URI.create("string:///dev/penstock/engine/" + type + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps compiled classes instead of writing them. */
    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    classes.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
