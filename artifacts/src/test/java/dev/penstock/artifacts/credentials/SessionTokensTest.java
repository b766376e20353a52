package dev.penstock.artifacts.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.artifacts.credentials.SessionTokens.Verdict;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SessionTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00.250Z");
    private static final SessionSubject JOB = new SessionSubject.OfJob("0190f5a0-0000-7000-8000-000000000001");

    private final SessionTokens tokens = new SessionTokens(secret(1));

    @Test
    void aTokenIsGoodUntilItsLastSecond() {
        SessionKey key = tokens.mint(JOB, NOW.plusSeconds(900));

        assertThat(key.expiration()).isEqualTo(Instant.parse("2026-11-01T12:15:00Z"));
        assertThat(tokens.verify(
                        key.accessKeyId(), key.sessionToken(), key.expiration().minusMillis(1)))
                .isEqualTo(new Verdict.Valid(JOB, key.secretAccessKey()));
        assertThat(tokens.verify(key.accessKeyId(), key.sessionToken(), key.expiration()))
                .isEqualTo(new Verdict.Expired());
    }

    @Test
    void theKeysHaveTheFormOfAwsOnes() {
        SessionKey key = tokens.mint(JOB, NOW);

        assertThat(key.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(key.secretAccessKey()).hasSize(40);
        assertThat(key.toString()).doesNotContain(key.secretAccessKey()).doesNotContain(key.sessionToken());
    }

    @Test
    void everyNodeWithTheSameSecretAcceptsTheToken() {
        SessionKey key = new SessionTokens(secret(1)).mint(JOB, NOW.plusSeconds(900));

        assertThat(tokens.verify(key.accessKeyId(), key.sessionToken(), NOW)).isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void aTokenOfAnotherServerIsNotGenuine() {
        SessionKey key = new SessionTokens(secret(2)).mint(JOB, NOW.plusSeconds(900));

        assertThat(tokens.verify(key.accessKeyId(), key.sessionToken(), NOW)).isEqualTo(new Verdict.Invalid());
    }

    @Test
    void noCharacterOfATokenCanBeChanged() {
        SessionKey key = tokens.mint(JOB, NOW.plusSeconds(900));
        for (int i = 0; i < key.sessionToken().length(); i++) {
            char[] changed = key.sessionToken().toCharArray();
            changed[i] = changed[i] == 'A' ? 'Q' : 'A';

            assertThat(tokens.verify(key.accessKeyId(), new String(changed), NOW))
                    .as("character %d", i)
                    .isNotInstanceOf(Verdict.Valid.class);
        }
    }

    @Test
    void aTokenGoesWithItsOwnAccessKeyIdOnly() {
        SessionKey key = tokens.mint(JOB, NOW.plusSeconds(900));
        SessionKey later = tokens.mint(JOB, NOW.plusSeconds(901));

        assertThat(tokens.verify(later.accessKeyId(), key.sessionToken(), NOW)).isEqualTo(new Verdict.Invalid());
    }

    @Test
    void textThatWasNeverATokenIsInvalid() {
        for (String text : new String[] {"", "!", "AAAA", "A".repeat(2000)}) {
            assertThat(tokens.verify("ASIAAAAAAAAAAAAAAAAA", text, NOW)).isEqualTo(new Verdict.Invalid());
        }
    }

    @Test
    void anIdCannotSmuggleAnotherClaimIntoTheToken() {
        assertThatThrownBy(() -> tokens.mint(new SessionSubject.OfJob("x|9999999999"), NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aShortMasterSecretIsRefused() {
        assertThatThrownBy(() -> new SessionTokens(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] secret(int fill) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) fill);
        return secret;
    }
}
