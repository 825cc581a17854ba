package dev.clawgateway.server;

import dev.clawgateway.control.access.Credentials;
import dev.clawgateway.control.access.KnownNodes;
import dev.clawgateway.control.access.RoleAccess;
import dev.clawgateway.server.access.TokenAccess;
import dev.clawgateway.server.access.key.KeyRing;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.runtime.GatewayRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Doors for those with a token of ours, each for what its role allows. */
record TokenDoors(KeyRing keys) implements DoorSetup {
    /** Whoever is to be told that a credential ended is told within five of these. */
    private static final Duration LOOK_PAUSE = Duration.ofSeconds(1);

    @Override
    public Doors over(Credentials kept, KnownNodes nodes, GatewayRuntime runtime) {
        TokenAccess access =
                TokenAccess.over(keys::keys, kept, nodes, runtime.time(), runtime.timers());
        runtime.repeat("credentials", LOOK_PAUSE, access.grants()::look);
        List<Figure> figures = new ArrayList<>(access.figures());
        figures.add(Doors.open(0));
        return new Doors(
                access.authenticator(),
                new RoleAccess(),
                access.tokens(),
                keys,
                figures,
                List.of());
    }
}
