package dev.clawgateway.simulation.peer.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Keys are those of the protocol's document, and the seed's. */
final class PeerKeysTest {
    /** The bytes 0, 1, 2 and so on, as the document's own key has them. */
    private static final RandomGenerator COUNTING =
            new RandomGenerator() {
                @Override
                public long nextLong() {
                    return 0;
                }

                @Override
                public void nextBytes(byte[] bytes) {
                    for (int i = 0; i < bytes.length; i++) {
                        bytes[i] = (byte) i;
                    }
                }
            };

    @Test
    void signAsTheDocumentSays() {
        PeerKeys keys = new PeerKeys(COUNTING);

        assertThat(keys.publicKey()).isEqualTo("A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg");
        assertThat(keys.deviceId())
                .isEqualTo("56475aa75463474c0285df5dbf2bcab73da651358839e9b77481b2eab107708c");
        assertThat(
                        keys.sign(
                                "v2|56475aa75463474c0285df5dbf2bcab73da651358839e9b77481b2eab107708c"
                                        + "|node-host|node|node|node|1771572000000|fleet-secret"
                                        + "|3f0c2a1e-7b64-4d19-9a52-0c8e51d7f6ab"))
                .isEqualTo(
                        "0QBEJhPave0sBU4I-p0bXKJhlgHgkR0FwmTmaGAzZQi21yEE9nJEeKoOtWCkNVq2qHNr8FKNdxfl3do6R3d8Bw");
    }

    @Test
    void areTheSameOfTheSameSeedAndNoOther() {
        String one = new PeerKeys(new SplittableRandom(1)).deviceId();

        assertThat(new PeerKeys(new SplittableRandom(1)).deviceId()).isEqualTo(one);
        assertThat(new PeerKeys(new SplittableRandom(2)).deviceId()).isNotEqualTo(one);
    }
}
