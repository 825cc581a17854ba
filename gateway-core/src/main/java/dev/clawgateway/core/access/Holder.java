package dev.clawgateway.core.access;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Whom a credential is for, and what it lets its holder do. */
public sealed interface Holder {
    /** What separates the sources of names; no name of an operator has one. */
    String PREFIX = ":";

    /** What the subjects of nodes begin with. */
    String NODES = "node" + PREFIX;

    /**
     * A person, or a program that acts for one.
     *
     * @param name without a colon, so that nobody can be called as somebody of another source is
     */
    record Operator(String name, Rights rights) implements Holder {
        @Override
        public String subject() {
            return name;
        }
    }

    /**
     * A node.
     *
     * @param node its name or id, or a pattern of names with {@code *} for any characters
     * @param labels that it bears, whatever it says itself
     */
    record Node(String node, Map<String, String> labels) implements Holder {
        public Node {
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }

        @Override
        public String subject() {
            return NODES + node;
        }
    }

    /**
     * Whoever is to become a node.
     *
     * @param node pattern of the names that it may take
     * @param labels that the nodes bear
     * @param uses how many may join by it
     */
    record Join(String node, Map<String, String> labels, int uses) implements Holder {
        public Join {
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }

        @Override
        public String subject() {
            return "join" + PREFIX + node;
        }
    }

    /** By which all that was issued to the same holder can be taken back. */
    String subject();
}
