package dev.clawgateway.server.dialect;

import dev.clawgateway.net.http.Route;
import java.util.List;

/**
 * A dialect that is spoken over HTTP, as the house lets it in: what it serves, measures, repeats
 * and warns of. Whatever it is, the house has to do no more for it than to name it.
 */
public interface Guest {
    /** The word for it in logs. */
    String name();

    List<Route> routes();

    /** What it shows of itself to Prometheus; nothing unless it says so. */
    default List<Figure> figures() {
        return List.of();
    }

    /** Its duty, called about once a second from one thread. Must not block. */
    default void look() {}

    /** What is wrong, in words for the operator; empty when nothing is. From any thread. */
    default List<String> warnings() {
        return List.of();
    }
}
