package dev.clawgateway.server.access.provider;

import com.nimbusds.jose.jwk.JWK;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.text.ParseException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** All keys of a provider, as it published them at one time (a JWK set). Immutable. */
final class ProviderKeys {
    static final ProviderKeys NONE = new ProviderKeys(Map.of());

    private static final int MOST = 200;

    private final Map<String, ProviderKey> byId;

    private ProviderKeys(Map<String, ProviderKey> byId) {
        this.byId = byId;
    }

    /**
     * Reads a key set. Keys that are of no use here are passed over, and those that share an id
     * with another: which one would be meant nobody can say.
     *
     * @throws JsonFormatException for what is no key set
     */
    static ProviderKeys read(byte[] document) throws JsonFormatException {
        JsonNode published = JsonTree.parse(document).path("keys");
        if (!published.isArray() || published.size() > MOST) {
            throw new JsonFormatException(null, "keys must be a list of at most " + MOST + " keys");
        }
        Map<String, ProviderKey> byId = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode each : published) {
            String id = each.path("kid").asString("");
            ProviderKey key = id.isEmpty() ? null : key(each);
            if (key != null && seen.add(id)) {
                byId.put(id, key);
            } else if (key != null) {
                byId.remove(id);
            }
        }
        return new ProviderKeys(byId);
    }

    private static @Nullable ProviderKey key(JsonNode published) {
        try {
            return ProviderKey.of(JWK.parse(published.toString()));
        } catch (ParseException | RuntimeException _) {
            return null;
        }
    }

    @Nullable ProviderKey find(String id) {
        return byId.get(id);
    }

    int size() {
        return byId.size();
    }
}
