package dev.clawgateway.server;

import dev.clawgateway.control.access.Access;
import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.access.KeyRotation;
import dev.clawgateway.control.access.OpenAccess;
import dev.clawgateway.control.access.OpenAuthenticator;
import dev.clawgateway.control.access.Tokens;
import dev.clawgateway.server.audit.AuditedAuthenticator;
import dev.clawgateway.server.audit.AuditedTokens;
import dev.clawgateway.server.dialect.Figure;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in, and who may do what.
 *
 * @param tokens null where there are none
 * @param rotation of the keys that sign them; null where there are none
 * @param figures for Prometheus
 * @param warnings for {@code /health}, as things are now
 */
public record Doors(
        Authenticator authenticator,
        Access access,
        @Nullable Tokens tokens,
        @Nullable KeyRotation rotation,
        List<Figure> figures,
        Supplier<List<String>> warnings) {
    /** Everybody, and everything. */
    public static final Doors OPEN = new Doors(new OpenAuthenticator(), new OpenAccess());

    /** The same where others than this machine's users can get in. */
    static final Doors OPEN_TO_ALL =
            new Doors(
                    OPEN.authenticator,
                    OPEN.access,
                    null,
                    null,
                    List.of(open(1)),
                    List.of(
                            "nobody is asked who they are, and other machines can reach this"
                                    + " gateway: whoever does can run work on the fleet"
                                    + " (auth.enabled = false)"));

    public Doors {
        figures = List.copyOf(figures);
    }

    /** With warnings that always hold. */
    public Doors(
            Authenticator authenticator,
            Access access,
            @Nullable Tokens tokens,
            @Nullable KeyRotation rotation,
            List<Figure> figures,
            List<String> warnings) {
        this(authenticator, access, tokens, rotation, figures, () -> warnings);
    }

    /** Without tokens. */
    public Doors(Authenticator authenticator, Access access) {
        this(authenticator, access, null, null, List.of(open(0)), List.of());
    }

    /** The same where somebody else finds out who somebody is. */
    Doors with(Authenticator other) {
        return new Doors(other, access, tokens, rotation, figures, warnings);
    }

    /** The same where it is written down who is not let in, or has nothing good to exchange. */
    Doors with(Audit audit) {
        return new Doors(
                new AuditedAuthenticator(authenticator, audit),
                access,
                tokens == null ? null : new AuditedTokens(tokens, audit),
                rotation,
                figures,
                warnings);
    }

    /** Whether anybody from elsewhere can do anything. */
    static Figure open(int open) {
        return Figure.gauge(
                "gateway.auth.open",
                "Whether callers from other machines are not asked who they are",
                Map.of(),
                () -> open);
    }
}
