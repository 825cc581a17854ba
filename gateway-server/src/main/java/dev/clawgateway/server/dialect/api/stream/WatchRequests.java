package dev.clawgateway.server.dialect.api.stream;

import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.follow.ListWatch;
import dev.clawgateway.control.operations.follow.WatchOperations;
import dev.clawgateway.control.operations.follow.WatchStart;
import dev.clawgateway.control.operations.follow.Watched;
import dev.clawgateway.control.operations.lists.ListedNode;
import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.control.operations.lists.ListedWorkspace;
import dev.clawgateway.control.operations.lists.NodeSelection;
import dev.clawgateway.control.operations.lists.WorkloadSelection;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.check.Arguments;
import dev.clawgateway.server.http.stream.StreamSource;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lists that are watched: what the lists of nouns do with {@code watch}, or where a stream is liked
 * better than a page.
 */
public final class WatchRequests {
    private static final int GONE = 410;

    private final WatchOperations operations;
    private final ApiStreams streams;

    public WatchRequests(WatchOperations operations, ApiStreams streams) {
        this.operations = operations;
        this.streams = streams;
    }

    /** Whether a list is to be watched. */
    public static boolean wanted(ApiCall call) {
        return call.arguments().flag("watch") || ApiStreams.liked(call);
    }

    /**
     * Watches workloads.
     *
     * @param words makes of one what is told
     */
    public <A> void workloads(
            ApiCall call,
            WorkloadSelection selection,
            Function<ListedWorkload, A> words,
            Kind<A> kind) {
        this.<ListedWorkload, A>watch(
                call,
                (start, opening) ->
                        operations.workloads(
                                call.caller(), selection, start, opening.waker(), opening.reply()),
                new WatchSource.Form<>(words, kind));
    }

    /** The same of nodes. */
    public <A> void nodes(
            ApiCall call, NodeSelection selection, Function<ListedNode, A> words, Kind<A> kind) {
        this.<ListedNode, A>watch(
                call,
                (start, opening) ->
                        operations.nodes(
                                call.caller(), selection, start, opening.waker(), opening.reply()),
                new WatchSource.Form<>(words, kind));
    }

    /** The same of virtual clusters that are declared. */
    public <A> void virtualClusters(ApiCall call, Function<VirtualCluster, A> words, Kind<A> kind) {
        this.<VirtualCluster, A>watch(
                call,
                (start, opening) ->
                        operations.virtualClusters(
                                call.caller(), start, opening.waker(), opening.reply()),
                new WatchSource.Form<>(words, kind));
    }

    /**
     * The same of workspaces.
     *
     * @param cluster only those of that virtual cluster, by id or name; null for all
     */
    public <A> void workspaces(
            ApiCall call,
            @Nullable String cluster,
            Function<ListedWorkspace, A> words,
            Kind<A> kind) {
        this.<ListedWorkspace, A>watch(
                call,
                (start, opening) ->
                        operations.workspaces(
                                call.caller(), cluster, start, opening.waker(), opening.reply()),
                new WatchSource.Form<>(words, kind));
    }

    private record Opening<T>(Waker waker, Reply<ListWatch<T>> reply) {}

    private <T, A> void watch(
            ApiCall call, BiConsumer<WatchStart, Opening<T>> watch, WatchSource.Form<T, A> form) {
        Arguments arguments = call.arguments();
        String last = arguments.text("Last-Event-ID");
        String after = last == null ? arguments.text("after") : last;
        boolean initial = arguments.flag("initial_events");
        if (initial && arguments.text("after") != null) {
            call.invalid("initial_events: begins with all that is there; leave after out");
            return;
        }
        WatchStart start =
                after != null
                        ? new WatchStart.After(Long.parseLong(after))
                        : initial ? new WatchStart.Everything() : new WatchStart.Now();
        streams.enter(
                call,
                pass -> {
                    Waker waker = new Waker();
                    watch.accept(
                            start,
                            new Opening<>(
                                    waker,
                                    streams.open(
                                            call,
                                            pass,
                                            opened ->
                                                    begin(
                                                            call,
                                                            opened,
                                                            after == null,
                                                            waker,
                                                            form))));
                });
    }

    /** Before anything is sent: who comes with what is not held is told so by the status. */
    private static <T, A> @Nullable StreamSource begin(
            ApiCall call,
            ListWatch<T> watch,
            boolean bookmark,
            Waker waker,
            WatchSource.Form<T, A> form) {
        Watched<T> read = WatchSource.read(watch);
        if (read instanceof Watched.Gone<T>(String why)) {
            watch.close();
            call.refuse(GONE, "gone", why);
            return null;
        }
        return new WatchSource<>(watch, read, bookmark, waker, ApiStreams.form(call), form);
    }
}
