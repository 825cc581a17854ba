package dev.clawgateway.server;

import dev.clawgateway.control.access.Access;
import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.access.KeyRotation;
import dev.clawgateway.control.access.OpenAccess;
import dev.clawgateway.control.access.OpenAuthenticator;
import dev.clawgateway.control.access.Tokens;
import dev.clawgateway.server.dialect.Figure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in, and who may do what.
 *
 * @param tokens null where there are none
 * @param rotation of the keys that sign them; null where there are none
 * @param figures for Prometheus
 * @param warnings for {@code /health}
 */
public record Doors(
        Authenticator authenticator,
        Access access,
        @Nullable Tokens tokens,
        @Nullable KeyRotation rotation,
        List<Figure> figures,
        List<String> warnings) {
    /** Everybody, and everything. */
    public static final Doors OPEN = new Doors(new OpenAuthenticator(), new OpenAccess());

    public Doors {
        figures = List.copyOf(figures);
        warnings = List.copyOf(warnings);
    }

    /** Without tokens. */
    public Doors(Authenticator authenticator, Access access) {
        this(authenticator, access, null, null, List.of(), List.of());
    }
}
