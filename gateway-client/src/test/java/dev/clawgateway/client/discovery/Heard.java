package dev.clawgateway.client.discovery;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member was told, in words. */
class Heard implements DiscoveryListener {
    private final List<String> lines = new ArrayList<>();

    private synchronized void say(String line) {
        lines.add(line);
    }

    /** Since the last time. */
    synchronized List<String> lines() {
        List<String> heard = List.copyOf(lines);
        lines.clear();
        return heard;
    }

    private static List<String> names(DiscoveredCluster cluster) {
        return cluster.members().stream().map(Heard::name).toList();
    }

    private static String name(DiscoveredMember member) {
        return member.id() + "@" + member.port();
    }

    @Override
    public void joined(DiscoveredCluster cluster) {
        say("joined " + names(cluster));
    }

    @Override
    public void bootstrap() {
        say("bootstrap");
    }

    @Override
    public void membersChanged(DiscoveredCluster cluster) {
        say("members " + names(cluster));
    }

    @Override
    public void leaderChanged(@Nullable DiscoveredMember leader) {
        say("leader " + (leader == null ? "none" : name(leader)));
    }

    @Override
    public void gatewayLost(String why) {
        say("lost " + why);
    }

    @Override
    public void gatewayBack() {
        say("back");
    }
}
