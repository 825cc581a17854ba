package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.StateVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How things are, as those are told who are let in. On their event loops; must not block. */
public interface Greeting {
    /** Of a gateway that has nothing to tell. */
    Greeting BARE =
            new Greeting() {
                @Override
                public JsonNode presence() {
                    return JsonTree.MAPPER.createArrayNode();
                }

                @Override
                public JsonNode health() {
                    return JsonTree.MAPPER.createObjectNode();
                }

                @Override
                public StateVersion stateVersion() {
                    return new StateVersion(0, 0);
                }

                @Override
                public long uptimeMillis() {
                    return 0;
                }

                @Override
                public List<String> events() {
                    return List.of("connect.challenge");
                }

                @Override
                public long maxBufferedBytes(ClientRole role) {
                    return 1 << 20;
                }
            };

    /** Who is there. */
    JsonNode presence();

    /** How the gateway is. */
    JsonNode health();

    /** Of both. */
    StateVersion stateVersion();

    /** For how long the gateway has run, in milliseconds. */
    long uptimeMillis();

    /** Names of all events that there are. */
    List<String> events();

    /** How much may wait for a client of that role before it counts as slow. */
    long maxBufferedBytes(ClientRole role);
}
