package dev.clawgateway.control.access;

import dev.clawgateway.core.Peer;
import dev.clawgateway.core.access.Credential;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whatever is shown is good, and always the same.
 *
 * @param credential what everybody shows
 */
public record GoodTokens(Credential credential) implements Tokens {
    @Override
    public String sign(Credential made) {
        return made.id();
    }

    @Override
    public void read(Peer peer, List<String> tokens, Consumer<Reading> reading) {
        reading.accept(new Reading.Good(credential));
    }
}
