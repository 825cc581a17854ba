package dev.clawgateway.cli.blows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** Whether the gateway says, wherever it should, that many nodes are silent together. */
final class Alarm {
    private static final String WORDS = "nodes heard of late are silent";
    private static final String METRIC = "gateway_mass_silence ";

    private final Fleet fleet;

    Alarm(Fleet fleet) {
        this.fleet = fleet;
    }

    /** In health, metrics and the answer to operators. */
    boolean raised() {
        return fleet.told("/health").contains(WORDS)
                && fleet.metric(METRIC) > 0
                && toldToOperators();
    }

    boolean silent() {
        return !fleet.told("/health").contains(WORDS)
                && fleet.metric(METRIC) == 0
                && !toldToOperators();
    }

    /** As it is told, for people. */
    List<String> words() {
        return List.of(
                "/health: " + fleet.told("/health"),
                "/metrics: " + METRIC + fleet.metric(METRIC),
                "status: " + fleet.ask(gateway -> gateway.status()).massSilence());
    }

    /** The events have both, by what the store keeps of them. */
    boolean toldOfBeginAndEnd() {
        fleet.programs().run("store", "export");
        try {
            String all = Files.readString(fleet.data().resolve("backups").resolve("export.jsonl"));
            return all.contains("MASS_SILENCE_BEGAN") && all.contains("MASS_SILENCE_ENDED");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean toldToOperators() {
        return fleet.ask(gateway -> gateway.status()).massSilence() != null;
    }
}
