package dev.clawgateway.server.dialect.membership;

import dev.clawgateway.control.operations.membership.MembershipWatch;
import dev.clawgateway.core.membership.MemberStatus;
import dev.clawgateway.server.dialect.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the registry shows to Prometheus. */
final class MembershipFigures {
    private MembershipFigures() {}

    static List<Figure> of(MembershipWatch watch) {
        List<Figure> figures = new ArrayList<>();
        for (MemberStatus status : MemberStatus.values()) {
            figures.add(
                    Figure.gauge(
                            "gateway.membership.members",
                            "Members of the membership registry, without nodes",
                            Map.of("status", status.word()),
                            () -> watch.counts().getOrDefault(status, 0)));
        }
        figures.add(
                Figure.gauge(
                        "gateway.membership.mass.silence",
                        "Whether many members of the membership registry fell silent together",
                        Map.of(),
                        () -> watch.massSilence() == null ? 0 : 1));
        figures.add(
                Figure.counter(
                        "gateway.membership.heartbeats",
                        "Heartbeats of members to the membership registry",
                        Map.of(),
                        watch::heartbeats));
        figures.add(
                Figure.counter(
                        "gateway.membership.id.conflicts",
                        "Signs of two living processes under one id",
                        Map.of(),
                        watch::sharedIds));
        return figures;
    }
}
