package dev.clawgateway.simulation.peer.reader;

import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.StreamFact;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Keeps a list as it is told what becomes of it, by revisions. */
public final class ListReader extends StreamReader {
    /** Which list. */
    public enum Watched {
        WORKLOADS("/api/v1/workloads?limit=1000", "workload_id"),
        RUNNING("/api/v1/workloads?limit=1000&state=running", "workload_id"),
        NODES("/api/v1/nodes?limit=1000", "node_id"),
        CLUSTERS("/api/v1/clusters?limit=1000", "id"),
        WORKSPACES("/api/v1/workspaces?limit=1000", "id");

        private final String path;
        private final String id;

        Watched(String path, String id) {
            this.path = path;
            this.id = id;
        }
    }

    private final Watched list;
    private final SortedMap<String, String> things = new TreeMap<>();

    /** Up to which it was told everything; -1 before it was told all that is there. */
    private long revision = -1;

    public ListReader(String name, Watched list, PeerWorld world) {
        super(name, world);
        this.list = list;
    }

    @Override
    String what() {
        return list.name();
    }

    @Override
    long after() {
        return revision;
    }

    @Override
    String path() {
        if (revision < 0) {
            things.clear();
        }
        return list.path.replace("limit=1000", "watch=true")
                + (revision < 0 ? "&initial_events=true" : "&after=" + revision);
    }

    @Override
    void forget() {
        revision = -1;
    }

    @Override
    void hear(JsonNode record) {
        String type = record.path("type").asString("");
        long told = record.path("revision").asLong();
        switch (type) {
            case "bookmark" -> {
                revision = told;
                world().tell(new StreamFact.Bookmark(name(), stream(), told));
            }
            case "added", "modified", "left", "deleted" -> {
                boolean first = revision < 0;
                revision = first ? -1 : told;
                JsonNode thing = record.path("object");
                String id = thing.path(list.id).asString("");
                if (type.equals("left") || type.equals("deleted")) {
                    things.remove(id);
                } else {
                    things.put(id, text(thing));
                }
                String state = thing.path("state").asString("");
                world().tell(new StreamFact.Thing(name(), stream(), type, first, told, id, state));
            }
            case "end" -> {
                if (record.path("reason").asString("").equals("gone")) {
                    forget();
                }
            }
            default -> {}
        }
    }

    private static String text(JsonNode thing) {
        return thing.path("state").asString("") + " " + thing.path("revision").asLong();
    }

    @Override
    String shown() {
        return list.path;
    }

    @Override
    Object toldAll() {
        return things.toString();
    }

    @Override
    Object shownAll(JsonNode body) {
        return listed(body).toString();
    }

    private SortedMap<String, String> listed(JsonNode body) {
        SortedMap<String, String> listed = new TreeMap<>();
        for (JsonNode thing : body.isArray() ? body : body.path("items")) {
            // A virtual cluster that nobody declared is listed, and its declaration is not watched.
            if (thing.path("revision").asLong() > 0) {
                listed.put(thing.path(list.id).asString(""), text(thing));
            }
        }
        return listed;
    }

    @Override
    void compared(JsonNode body) {
        world().tell(new StreamFact.ListCompared(name(), list.name(), things, listed(body)));
    }
}
