package dev.clawgateway.server.access;

import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.access.Credentials;
import dev.clawgateway.control.access.KnownNodes;
import dev.clawgateway.control.access.Tokens;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.time.Timers;
import dev.clawgateway.server.access.key.KeySet;
import dev.clawgateway.server.access.throttle.Throttle;
import dev.clawgateway.server.access.token.TokenCodec;
import dev.clawgateway.server.dialect.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All of access by tokens, put together.
 *
 * @param grants to be looked at every second
 */
public record TokenAccess(
        Authenticator authenticator, Tokens tokens, LiveGrants grants, List<Figure> figures) {
    /**
     * Over these keys.
     *
     * @param kept what was taken back
     * @param nodes that are known
     */
    public static TokenAccess over(
            Supplier<KeySet> keys, Credentials kept, KnownNodes nodes, Time time, Timers timers) {
        return over(new Signers(keys, OtherTokens.NONE), kept, nodes, time, timers);
    }

    /**
     * Whose tokens are believed.
     *
     * @param keys of ours
     */
    public record Signers(Supplier<KeySet> keys, OtherTokens others) {}

    /** The same, also by tokens that others sign. */
    public static TokenAccess over(
            Signers signers, Credentials kept, KnownNodes nodes, Time time, Timers timers) {
        TokenCodec codec = new TokenCodec(signers.keys());
        TokenJudge judge = new TokenJudge(codec, signers.others(), kept, time);
        FailedCallers failures = new FailedCallers(new Throttle(time), timers);
        LiveGrants grants = new LiveGrants();
        Leases leases = new Leases(grants, judge, time);
        return new TokenAccess(
                new TokenAuthenticator(judge, failures, nodes, leases),
                new SignedTokens(
                        codec,
                        new TokenJudge(codec, OtherTokens.NONE, Credentials.NONE, time),
                        failures),
                grants,
                figures(failures, grants));
    }

    private static List<Figure> figures(FailedCallers failures, LiveGrants grants) {
        List<Figure> figures =
                new ArrayList<>(
                        Arrays.stream(Cause.values())
                                .map(cause ->
                                        Figure.counter(
                                                "gateway.auth.failures",
                                                "Callers not let in, by what was wrong",
                                                Map.of("cause", cause.label()),
                                                () -> failures.counted(cause)))
                                .toList());
        figures.add(
                Figure.gauge(
                        "gateway.auth.watched",
                        "Sessions and answers that end with their credential",
                        Map.of(),
                        grants::size));
        return figures;
    }
}
