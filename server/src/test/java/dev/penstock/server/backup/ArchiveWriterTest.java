package dev.penstock.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Objects that are written or deleted while they are read. */
@Timeout(60)
class ArchiveWriterTest {
    @TempDir
    Path folder;

    private Path object;

    private final AtomicInteger readings = new AtomicInteger();

    @BeforeEach
    void anObject() throws IOException {
        object = Files.writeString(folder.resolve("object"), "old");
    }

    @Test
    void anObjectThatIsReplacedMeanwhileIsReadOnceMore() throws IOException {
        String found = ArchiveWriter.see(object, file -> {
                    if (readings.incrementAndGet() == 1) {
                        Path next = Files.writeString(folder.resolve("next"), "new");
                        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                        throw new FileSystemException(file.toString(), null, "no such attribute");
                    }
                    return Files.readString(file);
                })
                .found();

        assertThat(found).isEqualTo("new");
        assertThat(readings).hasValue(2);
    }

    @Test
    void anObjectThatIsDeletedMeanwhileIsToldFromOneThatCannotBeRead() {
        assertThatThrownBy(() -> ArchiveWriter.see(object, file -> {
                    Files.delete(file);
                    throw new FileSystemException(file.toString(), null, "no such attribute");
                }))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void whatCannotBeReadThoughNobodyTouchesItFails() {
        assertThatThrownBy(() -> ArchiveWriter.see(object, file -> {
                    readings.incrementAndGet();
                    throw new FileSystemException(file.toString(), null, "input/output error");
                }))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("input/output error");
        assertThat(readings).hasValue(1);
    }
}
