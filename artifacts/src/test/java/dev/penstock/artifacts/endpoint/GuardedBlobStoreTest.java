package dev.penstock.artifacts.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.junit.jupiter.api.Test;

class GuardedBlobStoreTest {
    private static final Set<String> HARMLESS = Set.of(
            "delegate",
            "close",
            "supportsVersioning",
            "supportsServerSideEncryption",
            "supportsBucketEncryption",
            "getMinimumMultipartPartSize");

    /** What the library forwards and we do not decide would be open to everybody; an upgrade must not add such a hole. */
    @Test
    void everyOperationThatTheLibraryForwardsIsDecidedHere() {
        assertThat(Arrays.stream(ForwardingBlobStore.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                        .filter(method -> !HARMLESS.contains(method.getName())))
                .isNotEmpty()
                .allSatisfy(method ->
                        assertThat(declaredHere(method)).as("%s", method).isTrue());
    }

    private static boolean declaredHere(Method method) {
        return Arrays.stream(GuardedBlobStore.class.getDeclaredMethods())
                .anyMatch(own -> own.getName().equals(method.getName())
                        && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
    }
}
