package dev.clawgateway.scheduler.fleet.node;

import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.NeighbourRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The places that one node label divides the fleet into, such as racks. */
public final class Domains {
    public static final int NOWHERE = -1;

    private final String key;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> values = new ArrayList<>();
    private int[] domainOf = new int[0];
    private int[] members = new int[8];
    private int used;

    Domains(String key) {
        this.key = key;
    }

    /** All domain numbers are below this. */
    public int end() {
        return key.equals(NeighbourRule.NODE) ? domainOf.length : values.size();
    }

    /**
     * Places that have nodes now. Unlike the numbers it does not depend on when somebody first
     * asked about this label.
     */
    int used() {
        return used;
    }

    /** Where a node is; {@link #NOWHERE} without the label. */
    public int of(int node) {
        return node < domainOf.length ? domainOf[node] : NOWHERE;
    }

    /** The label's value. */
    String value(int domain) {
        return values.get(domain);
    }

    void update(int number, SchedulableNode node) {
        if (number >= domainOf.length) {
            int before = domainOf.length;
            domainOf = Arrays.copyOf(domainOf, Math.max(number + 1, before * 2));
            Arrays.fill(domainOf, before, domainOf.length, NOWHERE);
        }
        remove(number);
        if (key.equals(NeighbourRule.NODE)) {
            enter(number, number);
            return;
        }
        String value = node.labels().get(key);
        if (value != null) {
            enter(number, intern(value));
        }
    }

    private void enter(int number, int domain) {
        if (domain >= members.length) {
            members = Arrays.copyOf(members, domain * 2);
        }
        domainOf[number] = domain;
        used += members[domain]++ == 0 ? 1 : 0;
    }

    /** The node is nowhere from now on. */
    void remove(int number) {
        int domain = of(number);
        if (domain != NOWHERE) {
            domainOf[number] = NOWHERE;
            used -= --members[domain] == 0 ? 1 : 0;
        }
    }

    private int intern(String value) {
        return numbers.computeIfAbsent(
                value,
                fresh -> {
                    values.add(fresh);
                    return values.size() - 1;
                });
    }
}
