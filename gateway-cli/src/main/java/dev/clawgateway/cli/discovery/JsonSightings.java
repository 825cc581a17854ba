package dev.clawgateway.cli.discovery;

import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.discovery.DiscoveredCluster;
import dev.clawgateway.client.discovery.DiscoveredMember;
import dev.clawgateway.client.discovery.DiscoveryJson;
import dev.clawgateway.client.discovery.DiscoveryListener;
import org.jspecify.annotations.Nullable;

/** What a member hears, a line of JSON each, for programs. */
record JsonSightings(Screen screen) implements DiscoveryListener {
    @Override
    public void joined(DiscoveredCluster cluster) {
        print(DiscoveryJson.found("joined", cluster));
    }

    @Override
    public void bootstrap() {
        print(DiscoveryJson.happened("bootstrap", null));
    }

    @Override
    public void membersChanged(DiscoveredCluster cluster) {
        print(DiscoveryJson.found("members_changed", cluster));
    }

    @Override
    public void leaderChanged(@Nullable DiscoveredMember leader) {
        print(DiscoveryJson.leader("leader_changed", leader));
    }

    @Override
    public void gatewayLost(String why) {
        print(DiscoveryJson.happened("gateway_lost", why));
    }

    @Override
    public void gatewayBack() {
        print(DiscoveryJson.happened("gateway_back", null));
    }

    private void print(String line) {
        screen.out().println(line);
        screen.out().flush();
    }
}
