package dev.clawgateway.store.older;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.DiscoveryChange;
import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.store.layout.StoreKeys;
import dev.clawgateway.store.record.Stored;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says what the entries of a store of an older format mean: each is a change that made it. */
public final class OlderStore {
    /** The last format in JSON. */
    public static final int LAST = 4;

    /** Beside the mode until format 4. */
    public static final byte[] SERVING_SINCE = "mserving_since".getBytes(US_ASCII);

    private final JsonMapper mapper =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final int format;

    /**
     * A reader of one format.
     *
     * @param format from 1 to {@link #LAST}
     */
    public OlderStore(int format) {
        this.format = format;
    }

    /**
     * What an entry means.
     *
     * @param servingSince what the store has under {@link #SERVING_SINCE}; null for nothing
     * @return null where it means nothing of its own
     * @throws IllegalArgumentException when it is none of that format
     */
    public @Nullable Change change(byte[] key, byte[] value, byte @Nullable [] servingSince) {
        try {
            return switch (key[0]) {
                case StoreKeys.NODE -> {
                    JsonNode node = json(value);
                    OlderForms.node(node, format);
                    yield new Change.NodeSaved(Stored.NODE.read(node));
                }
                case StoreKeys.WORKLOAD -> workload(json(value));
                case StoreKeys.CLUSTER ->
                        new Change.VirtualClusterSaved(Stored.CLUSTER.read(json(value)));
                case StoreKeys.DISCOVERED ->
                        new DiscoveryChange.MemberSaved(Stored.DISCOVERED.read(json(value)));
                case StoreKeys.MEMBER ->
                        new MembershipChange.MemberSaved(Stored.MEMBER.read(json(value)));
                case StoreKeys.EVENT -> {
                    JsonNode event = json(value);
                    OlderForms.event(event, format);
                    yield new Change.EventRecorded(Stored.EVENT.read(event));
                }
                case StoreKeys.META -> setting(key, value, servingSince);
                default -> throw new IllegalArgumentException("unknown kind of record");
            };
        } catch (JacksonException failure) {
            throw new IllegalArgumentException(failure.getOriginalMessage(), failure);
        }
    }

    private JsonNode json(byte[] value) {
        return mapper.readTree(value);
    }

    /** The spec stood in the workload. */
    private Change workload(JsonNode workload) {
        OlderForms.workload(workload, format);
        if (!(workload.path("origin") instanceof ObjectNode origin)) {
            throw new IllegalArgumentException("workload: origin is missing");
        }
        JsonNode asked = origin.remove("spec");
        if (asked == null) {
            throw new IllegalArgumentException("workload: spec is missing");
        }
        WorkloadSpec spec = Stored.SPEC.read(asked);
        origin.put("spec", 0);
        return new Change.WorkloadSaved(Stored.WORKLOAD.read(workload).record(spec));
    }

    private @Nullable Change setting(byte[] key, byte[] value, byte @Nullable [] servingSince) {
        if (Arrays.equals(key, StoreKeys.SERVING)) {
            return new Change.ServingSet(serving(text(value)), since(servingSince));
        } else if (Arrays.equals(key, StoreKeys.OWN_ENTRY)) {
            return new MembershipChange.GatewayNamed(Stored.OWN_ENTRY.read(json(value)));
        } else if (Arrays.equals(key, StoreKeys.PAST_USE)) {
            return new Change.PastUseSaved(Stored.PAST_USE.read(json(value)));
        } else if (Arrays.equals(key, StoreKeys.DISCOVERY)) {
            return new DiscoveryChange.StandingSaved(Stored.STANDING.read(json(value)));
        } else if (Arrays.equals(key, StoreKeys.FORMAT)
                || Arrays.equals(key, StoreKeys.TERM)
                || Arrays.equals(key, SERVING_SINCE)) {
            return null;
        }
        throw new IllegalArgumentException("unknown setting");
    }

    private static boolean serving(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("mode: it is \"" + word + '"');
        };
    }

    private static @Nullable Instant since(byte @Nullable [] value) {
        try {
            return value == null ? null : Instant.parse(text(value));
        } catch (DateTimeException failure) {
            throw new IllegalArgumentException("mode: since: " + failure.getMessage(), failure);
        }
    }

    private static String text(byte[] value) {
        return new String(value, US_ASCII);
    }
}
