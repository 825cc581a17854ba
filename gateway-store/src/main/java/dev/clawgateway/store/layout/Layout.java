package dev.clawgateway.store.layout;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.DiscoveryChange;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.store.codec.RecordCodec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns changes into entries. The same changes give the same bytes, always. */
public final class Layout {
    private final RecordCodec codec;
    private final int maxEvents;

    /**
     * A layout that keeps so many events.
     *
     * @param maxEvents each further one deletes the oldest
     */
    public Layout(RecordCodec codec, int maxEvents) {
        this.codec = codec;
        this.maxEvents = maxEvents;
    }

    /** Nothing at all for a change that is not {@linkplain Change#durable() durable}. */
    public void write(Change change, EntryWriter out) {
        switch (change) {
            case Change.NodeSaved(var node) ->
                    out.put(StoreKeys.node(node.id()), codec.encode(node));
            case Change.NodeForgotten(var id) -> out.delete(StoreKeys.node(id));
            case Change.WorkloadSaved(var workload) ->
                    out.put(StoreKeys.workload(workload.id()), codec.encode(workload));
            case Change.WorkloadForgotten(var id) -> out.delete(StoreKeys.workload(id));
            case Change.VirtualClusterSaved(var cluster) ->
                    out.put(StoreKeys.cluster(cluster.name()), codec.encode(cluster));
            case Change.VirtualClusterForgotten(var name) -> out.delete(StoreKeys.cluster(name));
            case Change.PastUseSaved(var pastUse) ->
                    out.put(StoreKeys.PAST_USE, codec.encode(pastUse));
            case Change.ServingSet(var serving, var since) -> write(serving, since, out);
            case Change.EventRecorded(var event) -> write(event, out);
            case DiscoveryChange discovery -> write(discovery, out);
            case MembershipChange membership -> write(membership, out);
            case Change.StatusChanged _, Change.AvoidanceChanged _ -> {}
        }
    }

    /** The entry that says who may write. */
    public static void write(Term term, EntryWriter out) {
        out.put(StoreKeys.TERM, Long.toString(term.number()).getBytes(US_ASCII));
    }

    /**
     * Reads that entry back.
     *
     * @param value null where there is none: nobody has ever written in a term
     * @throws IllegalArgumentException when it is no term
     */
    public static Term term(byte @Nullable [] value) {
        return value == null ? Term.NONE : new Term(Long.parseLong(new String(value, US_ASCII)));
    }

    private static void write(boolean serving, @Nullable Instant since, EntryWriter out) {
        out.put(StoreKeys.SERVING, Boolean.toString(serving).getBytes(US_ASCII));
        if (since == null) {
            out.delete(StoreKeys.SERVING_SINCE);
        } else {
            out.put(StoreKeys.SERVING_SINCE, since.toString().getBytes(US_ASCII));
        }
    }

    private void write(Event event, EntryWriter out) {
        out.put(StoreKeys.event(event.sequence()), codec.encode(event));
        long outdated = event.sequence() - maxEvents;
        if (outdated > 0) {
            out.delete(StoreKeys.event(outdated));
        }
    }

    private void write(DiscoveryChange change, EntryWriter out) {
        switch (change) {
            case DiscoveryChange.MemberSaved(var member) ->
                    out.put(StoreKeys.discovered(member.id()), codec.encode(member));
            case DiscoveryChange.MemberForgotten(var id) -> out.delete(StoreKeys.discovered(id));
            case DiscoveryChange.StandingSaved(var standing) ->
                    out.put(StoreKeys.DISCOVERY, codec.encode(standing));
        }
    }

    private void write(MembershipChange change, EntryWriter out) {
        switch (change) {
            case MembershipChange.GatewayNamed(var own) ->
                    out.put(StoreKeys.OWN_ENTRY, codec.encode(own));
            case MembershipChange.MemberSaved(var member) ->
                    out.put(StoreKeys.member(member.id()), codec.encode(member));
            case MembershipChange.MemberForgotten(var id) -> out.delete(StoreKeys.member(id));
        }
    }
}
