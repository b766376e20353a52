package dev.penstock.artifacts.endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** One small file a bucket, named like the bucket, holding the account id. Creating the file is the claim. */
final class FolderBucketOwners implements BucketOwners {
    private final Path folder;

    FolderBucketOwners(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<String> ownerOf(String bucket) {
        try {
            return Optional.of(Files.readString(file(bucket)).strip());
        } catch (NoSuchFileException unclaimed) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String claim(String bucket, String accountId) {
        Path file = file(bucket);
        try {
            Path complete = Files.createTempFile(folder, ".", "");
            try {
                Files.writeString(complete, accountId);
                Files.createLink(file, complete);
                return accountId;
            } catch (FileAlreadyExistsException claimed) {
                return ownerOf(bucket).orElse("");
            } catch (UnsupportedOperationException noLinks) {
                if (Files.exists(file)) {
                    return ownerOf(bucket).orElse("");
                }
                Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
                return accountId;
            } finally {
                Files.deleteIfExists(complete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void release(String bucket) {
        try {
            Files.deleteIfExists(file(bucket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String bucket) {
        Path file = folder.resolve(bucket).normalize();
        if (!folder.equals(file.getParent()) || bucket.startsWith(".")) {
            throw S3Errors.of("InvalidBucketName", 400, "The specified bucket is not valid.");
        }
        return file;
    }
}
