package dev.parallax.shared.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {
    enum Mood {
        CALM,
        CROSS
    }

    public record Sighting(byte[] picture, Mood mood) {}

    public record Count(long owls) {}

    /** Two arrays with the same bytes have different hash codes, as the constants of an enum have in two processes. */
    @Test
    void isTheSameForTheSameContent() {
        Fingerprint<Sighting> fingerprint = new Fingerprint<>(Sighting.class);

        assertThat(fingerprint.of(new Sighting(new byte[] {1, 2}, Mood.CALM)))
                .isEqualTo(fingerprint.of(new Sighting(new byte[] {1, 2}, Mood.CALM)))
                .isNotEqualTo(fingerprint.of(new Sighting(new byte[] {1, 3}, Mood.CALM)))
                .isNotEqualTo(fingerprint.of(new Sighting(new byte[] {1, 2}, Mood.CROSS)));
    }

    @Test
    void tellsNumbersApart() {
        Fingerprint<Count> fingerprint = new Fingerprint<>(Count.class);

        assertThat(fingerprint.of(new Count(3))).isEqualTo(fingerprint.of(new Count(3)));
        assertThat(fingerprint.of(new Count(3))).isNotEqualTo(fingerprint.of(new Count(4)));
    }
}
