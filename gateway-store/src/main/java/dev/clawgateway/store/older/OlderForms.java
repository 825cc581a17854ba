package dev.clawgateway.store.older;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gives records of older formats the members they lack today. */
final class OlderForms {
    private OlderForms() {}

    static void node(JsonNode node, int format) {
        if (format < 2) {
            markNothing(node);
        }
        if (format < 3) {
            chooseExactly(node);
        }
        if (format < 4 && node.path("overrides").path("cordon") instanceof ObjectNode cordon) {
            cordon.putNull("by");
        }
    }

    static void workload(JsonNode workload, int format) {
        if (format < 3) {
            knowByIndex(workload);
            if (workload instanceof ObjectNode object) {
                partReasons(object);
            }
        }
        if (format < 4 && workload instanceof ObjectNode object) {
            group(object);
        }
    }

    static void event(JsonNode event, int format) {
        if (format < 4 && event instanceof ObjectNode object) {
            aboutWhat(object);
        }
    }

    /** Before format 4 a workload was one flat record, and did not say by whom. */
    private static void group(ObjectNode workload) {
        if (workload.path("stop") instanceof ObjectNode stop) {
            stop.putNull("by");
        }
        ObjectNode origin = workload.putObject("origin");
        move(workload, "spec", origin, "spec");
        move(workload, "target", origin, "target");
        move(workload, "membership", origin, "place");
        move(workload, "created_at", origin, "at");
        origin.putNull("by");
        ObjectNode latest = workload.putObject("latest");
        move(workload, "attempt", latest, "number");
        move(workload, "allocation", latest, "allocation");
        move(workload, "started_at", latest, "started_at");
        move(workload, "finished_at", latest, "finished_at");
        move(workload, "exit_code", latest, "exit_code");
        move(workload, "placement", latest, "placement");
        move(workload, "end_reported", latest, "end_reported");
    }

    /** What is not there is not put there: the reader names it as missing. */
    private static void move(ObjectNode from, String name, ObjectNode to, String newName) {
        JsonNode value = from.remove(name);
        if (value != null) {
            to.set(newName, value);
        }
    }

    /** Before format 4 an event had the id of its subject, and its kind said what that is. */
    private static void aboutWhat(ObjectNode event) {
        String kind = event.path("kind").asString("");
        String id = event.path("subject").asString("");
        ObjectNode subject = event.putObject("subject");
        if (kind.startsWith("NODE")) {
            subject.put("is", "node").put("id", id);
        } else if (kind.startsWith("WORKLOAD")) {
            subject.put("is", "workload").put("id", id);
        } else {
            subject.put("is", "gateway");
        }
        event.putNull("virtual_cluster");
        event.putNull("by");
    }

    /** In format 1 operators could neither cordon nodes nor taint them. */
    private static void markNothing(JsonNode node) {
        if (node.path("overrides") instanceof ObjectNode overrides) {
            overrides.putArray("taints");
            overrides.putArray("removed_taints");
            overrides.putNull("cordon");
        }
    }

    /** Before format 3 every node was thought to obey; it says better when it registers. */
    private static void chooseExactly(JsonNode node) {
        if (node.path("capacity") instanceof ObjectNode capacity) {
            capacity.put("devices", "EXACT");
        }
        for (JsonNode gpu : node.path("capacity").path("gpus")) {
            if (gpu instanceof ObjectNode object) {
                object.put("unified_memory", false);
            }
        }
    }

    /** Before format 3 a held device was known by its index alone. */
    private static void knowByIndex(JsonNode workload) {
        for (JsonNode grant : workload.path("allocation").path("gpus")) {
            if (grant instanceof ObjectNode object) {
                object.putNull("uuid");
                object.put("missing", false);
            }
        }
    }

    /**
     * Before format 3 a workload did not keep who wanted its end, and had one text for why it was
     * placed, what its node said and why it ended.
     */
    private static void partReasons(ObjectNode workload) {
        JsonNode requested = workload.remove("stop_requested");
        JsonNode requeue = workload.remove("requeue");
        boolean again = requeue != null && requeue.booleanValue(false);
        String state = workload.path("state").asString("");
        JsonNode message = workload.path("message");
        workload.putNull("placement");
        workload.put("end_reported", false);
        if ((requested != null && requested.booleanValue(false)) || state.equals("STOPPED")) {
            workload.putObject("stop")
                    .put("cause", again ? "EVICTION" : "REQUEST")
                    .put("forced", false)
                    .put("again", again)
                    .put("reason", message.asString("stop requested"));
            return;
        }
        workload.putNull("stop");
        if (state.equals("STARTING") || state.equals("RUNNING")) {
            workload.set("placement", message);
            workload.putNull("message");
        }
    }
}
