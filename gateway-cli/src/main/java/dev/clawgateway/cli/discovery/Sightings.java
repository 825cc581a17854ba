package dev.clawgateway.cli.discovery;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.discovery.DiscoveredCluster;
import dev.clawgateway.client.discovery.DiscoveredMember;
import dev.clawgateway.client.discovery.DiscoveryListener;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a member hears, a line each, for people. */
record Sightings(Screen screen) implements DiscoveryListener {
    @Override
    public void joined(DiscoveredCluster cluster) {
        print("joined; the registry is at version " + cluster.version());
    }

    @Override
    public void bootstrap() {
        print("bootstrap: this member is to found the cluster");
    }

    @Override
    public void membersChanged(DiscoveredCluster cluster) {
        print(
                "others: "
                        + (cluster.members().isEmpty()
                                ? "none"
                                : cluster.members().stream()
                                        .map(Sightings::text)
                                        .collect(Collectors.joining(", "))));
    }

    @Override
    public void leaderChanged(@Nullable DiscoveredMember leader) {
        print("leader: " + (leader == null ? "none" : text(leader)));
    }

    @Override
    public void gatewayLost(String why) {
        print("gateway lost, trying again: " + why);
    }

    @Override
    public void gatewayBack() {
        print("gateway back");
    }

    private static String text(DiscoveredMember member) {
        return member.id() + " at " + member.address() + ":" + member.port();
    }

    private void print(String line) {
        screen.out().println(Display.printable(line));
        screen.out().flush();
    }
}
