package dev.clawgateway.protocol.json;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Remembers which members a reader asked for, to find those that mean nothing to it. Messages are
 * read without: their unknown members are ignored.
 */
public final class AskedMembers {
    private final IdentityHashMap<JsonNode, Set<String>> asked = new IdentityHashMap<>();

    public void add(JsonNode object, String member) {
        asked.computeIfAbsent(object, _ -> new TreeSet<>()).add(member);
    }

    /** A complaint about the first member that nobody asked for; null when there is none. */
    public @Nullable JsonFormatException unknown(Value value) {
        JsonNode node = value.json();
        Set<String> known = asked.get(node);
        // An object nobody asked for members of is a map, whose keys are free.
        if (known != null) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                Value below = value.child(member.getKey());
                JsonFormatException problem =
                        known.contains(member.getKey())
                                ? unknown(below)
                                : below.problem("unknown; known here: " + String.join(", ", known));
                if (problem != null) {
                    return problem;
                }
            }
        }
        for (Value element : value.elements()) {
            JsonFormatException problem = unknown(element);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }
}
