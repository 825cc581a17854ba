package dev.clawgateway.server;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.discovery.DiscoveryOperations;
import dev.clawgateway.control.operations.discovery.DiscoveryWatch;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.dialect.discovery.DiscoveryDialect;
import dev.clawgateway.server.dialect.discovery.DiscoverySettings;
import dev.clawgateway.server.http.Families;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets in the guests of the house: the dialects that are spoken over HTTP, one line each. */
public final class Guests {
    private Guests() {}

    /**
     * What the house offers its guests.
     *
     * @param queries runs what takes its time
     */
    public record House(
            Desk desk,
            CommandInbox inbox,
            ClusterView view,
            Families families,
            Executor queries,
            Time time) {}

    /**
     * What each guest is told of the configuration.
     *
     * @param discovery null when it is switched off
     */
    public record Invitations(@Nullable DiscoverySettings discovery) {}

    public static List<Guest> of(House house, Invitations invited) {
        return Stream.of(discovery(house, invited.discovery()))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static @Nullable Guest discovery(House house, @Nullable DiscoverySettings settings) {
        if (settings == null) {
            return null;
        }
        DiscoveryWatch watch =
                new DiscoveryWatch(house.view(), house.inbox(), settings.patience(), house.time());
        return new DiscoveryDialect(
                settings,
                new DiscoveryOperations(house.desk(), house.view(), watch),
                watch,
                house.queries(),
                house.families().root(),
                house.families().api());
    }
}
