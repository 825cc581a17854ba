package dev.clawgateway.server.audit;

import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.access.Tokens;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Credential;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Has it written down who had nothing good to exchange. What was shown is never written. Of what
 * was good or expired the store decides, and what it says is written there.
 */
public record AuditedTokens(Tokens tokens, Audit audit) implements Tokens {
    private static final String DIALECT = "access";

    @Override
    public String sign(Credential credential) {
        return tokens.sign(credential);
    }

    @Override
    public void read(Peer peer, List<String> shown, Consumer<Reading> reading) {
        tokens.read(
                peer,
                shown,
                read -> {
                    switch (read) {
                        case Reading.Good _, Reading.Expired _ -> {}
                        case Reading.Bad(String why) -> audit.refused(entry(peer, why));
                        case Reading.Later later -> audit.refused(entry(peer, later.why()));
                    }
                    reading.accept(read);
                });
    }

    /** Machines exchange tokens, and this one said of itself nothing that counts. */
    private static AuditEntry entry(Peer peer, String why) {
        return new AuditEntry(
                Caller.of(new Principal.Device(""), DIALECT, peer),
                null,
                null,
                Map.of(),
                Map.of(),
                AuditEntry.Result.UNAUTHENTICATED,
                why);
    }
}
