package dev.clawgateway.server.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.server.access.key.KeySet;
import dev.clawgateway.server.access.key.SigningKey;
import dev.clawgateway.server.access.token.Provenance;
import dev.clawgateway.server.access.token.TokenCodec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How long it takes to find out what a token is, for a good one and for each kind of bad one.
 * Reports and does not judge, so no run of all tests includes it: see docs/benchmarks.md.
 */
class TokenCost {
    private static final int WARM = 20_000;
    private static final int ROUNDS = 5001;
    private static final SigningKey KEY = key("one");

    private final TokenCodec codec =
            new TokenCodec(() -> new KeySet(KEY, key("two"), key("three")));
    private long ours;

    /** A line of CSV for each kind, all kinds taken in turn. */
    @Test
    void report() {
        Map<String, String> kinds = kinds();
        Map<String, long[]> nanos = new LinkedHashMap<>();
        kinds.forEach((kind, _) -> nanos.put(kind, new long[ROUNDS]));
        for (int round = -WARM; round < ROUNDS; round++) {
            for (Map.Entry<String, String> kind : kinds.entrySet()) {
                long start = System.nanoTime();
                boolean good = codec.read(kind.getValue()) instanceof Provenance.Ours;
                long took = System.nanoTime() - start;
                ours += good ? 1 : 0;
                if (round >= 0) {
                    nanos.get(kind.getKey())[round] = took;
                }
            }
        }
        System.out.println("kind,length,median_us,p90_us,p99_us");
        nanos.forEach((kind, times) -> {
            Arrays.sort(times);
            System.out.printf(
                    Locale.ROOT,
                    "%s,%d,%.1f,%.1f,%.1f%n",
                    kind,
                    kinds.get(kind).length(),
                    times[ROUNDS / 2] / 1e3,
                    times[ROUNDS * 9 / 10] / 1e3,
                    times[ROUNDS * 99 / 100] / 1e3);
        });
        System.out.println("# good: " + ours);
    }

    private Map<String, String> kinds() {
        String good = codec.sign(credential());
        String[] parts = good.split("\\.", -1);
        String header = "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"claw+jwt\"}";
        String claims = "." + parts[1] + ".";
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("good", good);
        kinds.put("wrong secret", parts[0] + claims + base64("x".repeat(32)));
        kinds.put(
                "unknown key",
                new TokenCodec(() -> new KeySet(key("another's"), null, null)).sign(credential()));
        kinds.put("alg none", base64(header.formatted("none", KEY.id())) + claims);
        kinds.put(
                "alg none signed", base64(header.formatted("none", KEY.id())) + claims + parts[2]);
        kinds.put("alg HS512", base64(header.formatted("HS512", KEY.id())) + claims + parts[2]);
        kinds.put("kid trick", base64(header.formatted("HS256", "../../x")) + claims + parts[2]);
        kinds.put("three parts of nothing", "a.b.c");
        kinds.put("garbage as long", "x".repeat(good.length()));
        kinds.put("1 MB", "x".repeat(1 << 20));
        return kinds;
    }

    private static Credential credential() {
        Instant now = Instant.ofEpochSecond(1_800_000_000);
        return new Credential(
                "0f8fad5b-d9cb-469f-a165-70867728950e",
                new Holder.Operator("ann", Rights.FULL),
                now,
                now.plusSeconds(3600));
    }

    private static SigningKey key(String word) {
        return SigningKey.of(word.repeat(32));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
