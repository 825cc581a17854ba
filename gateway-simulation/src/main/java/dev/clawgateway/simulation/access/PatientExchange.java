package dev.clawgateway.simulation.access;

import dev.clawgateway.client.credential.CredentialExchange;
import dev.clawgateway.client.credential.ExchangeException;
import dev.clawgateway.client.credential.IssuedToken;
import dev.clawgateway.simulation.access.AccessTalk.Result;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.AccessRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges an agent's tokens. Nobody can wait in a simulated world, so whoever asks is told at
 * first that there is no answer, and finds it when it asks again.
 */
final class PatientExchange implements CredentialExchange {
    private static final int UNAUTHORIZED = 401;
    private static final int CONFLICT = 409;
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final PeerWorld world;
    private final String machine;
    private final SimulatedProcess agent;
    private final Consumer<HeldToken> got;

    /** By what was asked; without a result as long as there is none. */
    private final Map<AccessAsk, Asking> asked = new LinkedHashMap<>();

    private static final class Asking {
        private @Nullable Result result;
    }

    /**
     * @param got told of each token that came
     */
    PatientExchange(
            PeerWorld world, String machine, SimulatedProcess agent, Consumer<HeldToken> got) {
        this.world = world;
        this.machine = machine;
        this.agent = agent;
        this.got = got;
    }

    @Override
    public IssuedToken join(String ticket, String agentKey, String name) throws ExchangeException {
        return exchanged(ticket, new AccessRequest.Join(agentKey, name));
    }

    @Override
    public IssuedToken renew(String token) throws ExchangeException {
        return exchanged(token, new AccessRequest.Renew());
    }

    private IssuedToken exchanged(String shown, AccessRequest what) throws ExchangeException {
        AccessAsk ask = new AccessAsk(what, HeldToken.shown(shown));
        Asking asking = asked.get(ask);
        if (asking == null) {
            Asking begun = new Asking();
            asked.put(ask, begun);
            talk(ask, begun);
            throw new ExchangeException("the gateway is asked", false);
        }
        Result result = asking.result;
        if (result == null) {
            throw new ExchangeException("the gateway has not answered yet", false);
        }
        asked.remove(ask);
        HeldToken made = result.made();
        if (made == null) {
            throw new ExchangeException(
                    result.text(), result.status() == UNAUTHORIZED || result.status() == CONFLICT);
        }
        return new IssuedToken(made.text(), made.pass().issued(), made.pass().expires());
    }

    private void talk(AccessAsk ask, Asking asking) {
        var _ = new AccessTalk(world, machine, agent, ask, result -> ended(ask, asking, result));
    }

    /** Asked again until there is an answer: pauses are long where each is asked for twice. */
    private void ended(AccessAsk ask, Asking asking, Result result) {
        if (result.status() == 0) {
            agent.after(AGAIN, () -> talk(ask, asking));
            return;
        }
        asking.result = result;
        if (result.made() != null) {
            got.accept(result.made());
        }
    }
}
