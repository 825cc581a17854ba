package dev.clawgateway.server.dialect.openclaw.presence;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.StateVersion;
import dev.clawgateway.server.dialect.openclaw.broadcast.StateVersions;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ArrayNode;

/**
 * Who is there, the gateway itself among them. An entry fades a while after its last change, but a
 * node's stays while its connection lives; of too many the oldest are not shown. Safe from any
 * thread.
 */
public final class PresenceList {
    static final int MOST = 200;
    static final Duration LIFE = Duration.ofMinutes(5);

    /** Clients of this mode come and go with every command that is typed. */
    private static final String UNTRACKED_MODE = "cli";

    private static final Comparator<PresenceEntry> NEWEST_FIRST =
            Comparator.comparingLong(PresenceEntry::ts).reversed();

    private final PresenceEntry self;
    private final StateVersions versions;
    private final Runnable whenChanged;
    private final Time time;
    private final Map<String, PresenceEntry> entries = new ConcurrentHashMap<>();

    /**
     * The gateway alone.
     *
     * @param whenChanged called after every change, by whoever changes
     */
    public PresenceList(
            GatewayIdentity gateway, StateVersions versions, Runnable whenChanged, Time time) {
        this.self = PresenceEntry.ofGateway(gateway, millis(time));
        this.versions = versions;
        this.whenChanged = whenChanged;
        this.time = time;
    }

    private static long millis(Time time) {
        return time.now().toEpochMilli();
    }

    /**
     * The list at one moment.
     *
     * @param entries newest first
     * @param version it has; of a change meanwhile it is one too low, and the next list shows it
     */
    public record Shown(ArrayNode entries, StateVersion version) {}

    /** Somebody has connected. A reconnect makes no other entry. */
    public void joined(OpenClawClient client) {
        if (tracked(client)) {
            entries.put(key(client), PresenceEntry.of(client, millis(time)));
            changed();
        }
    }

    /** A connection has ended. The entry of a newer one of the same device stays as it is. */
    public void left(OpenClawClient client) {
        if (tracked(client)) {
            long now = millis(time);
            PresenceEntry after =
                    entries.computeIfPresent(
                            key(client),
                            (_, entry) ->
                                    client.connId().equals(entry.holder())
                                            ? entry.left(now)
                                            : entry);
            if (after != null && after.holder() == null) {
                changed();
            }
        }
    }

    /**
     * Somebody tells of one that is there.
     *
     * @param name by which it is known
     */
    void said(String name, PresenceEntry said) {
        entries.merge(name.toLowerCase(Locale.ROOT), said, PresenceEntry::with);
        changed();
    }

    private static boolean tracked(OpenClawClient client) {
        return !client.info().mode().equals(UNTRACKED_MODE);
    }

    private static String key(OpenClawClient client) {
        String name = client.deviceId();
        if (name == null) {
            name = client.info().instanceId();
        }
        return (name == null ? client.connId() : name).toLowerCase(Locale.ROOT);
    }

    private void changed() {
        versions.presenceChanged();
        whenChanged.run();
    }

    /** As it is now. Walks all of it. */
    public Shown shown() {
        StateVersion version = versions.now();
        forget();
        ArrayNode list = JsonTree.MAPPER.createArrayNode();
        List<PresenceEntry> newest =
                entries.values().stream().sorted(NEWEST_FIRST).limit(MOST - 1).toList();
        newest.forEach(entry -> list.add(entry.json()));
        list.add(self.json());
        return new Shown(list, version);
    }

    /** Whatever has faded, and of what may go the oldest where it is too much. */
    private void forget() {
        long faded = millis(time) - LIFE.toMillis();
        entries.values().removeIf(entry -> !entry.stays() && entry.ts() < faded);
        List<PresenceEntry> fading =
                entries.values().stream()
                        .filter(entry -> !entry.stays())
                        .sorted(NEWEST_FIRST)
                        .toList();
        if (fading.size() > MOST) {
            long oldest = fading.get(MOST - 1).ts();
            entries.values().removeIf(entry -> !entry.stays() && entry.ts() < oldest);
        }
    }
}
