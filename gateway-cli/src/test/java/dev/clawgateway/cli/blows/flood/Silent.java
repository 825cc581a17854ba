package dev.clawgateway.cli.blows.flood;

import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** Whoever connects and says nothing, or nothing more. */
public final class Silent {
    private static final Duration ENDED_WITHIN = Duration.ofMinutes(2);

    private Silent() {}

    /** All there are of these; those of TLS only where there is a port for them. */
    public static List<Flood> floods(Target target) {
        Flood plain = new Flood("silent connections", Silent::plain);
        Flood upgraded = new Flood("upgraded and silent", Silent::upgraded);
        return target.secure() == 0
                ? List.of(plain, upgraded)
                : List.of(plain, new Flood("silent connections, TLS", Silent::secure), upgraded);
    }

    private static void plain(Target target, Flood.Size size, Tally tally) throws Exception {
        silent(target, target.plain(), size, tally);
    }

    private static void secure(Target target, Flood.Size size, Tally tally) throws Exception {
        silent(target, target.secure(), size, tally);
    }

    private static void silent(Target target, int port, Flood.Size size, Tally tally)
            throws InterruptedException {
        Crowds crowds = new Crowds(tally);
        crowds.run(
                size.many(),
                _ -> {
                    Socket socket = crowds.connecting(() -> target.connect(port));
                    return Peer.end(socket, ENDED_WITHIN);
                });
    }

    private static void upgraded(Target target, Flood.Size size, Tally tally) throws Exception {
        Crowds crowds = new Crowds(tally);
        crowds.run(
                size.many(),
                _ -> {
                    try (Peer peer =
                            crowds.connecting(
                                    () -> Peer.upgraded(target.connect(target.plain())))) {
                        return peer.end(ENDED_WITHIN);
                    }
                });
    }
}
