package dev.clawgateway.simulation.peer;

import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.kernel.RunNumbers;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.network.PlainNetwork;
import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.LinkFact;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What a peer gets from outside.
 *
 * @param facts whom it tells what happened to it
 * @param wallets what peers have to show
 */
public record PeerWorld(
        Agenda agenda,
        Dice dice,
        RunNumbers numbers,
        PlainNetwork network,
        Consumer<Fact> facts,
        Wallets wallets) {
    private static final int NO_CLOSE = 1006;

    /** Where nobody is asked for anything. */
    public PeerWorld(
            Agenda agenda,
            Dice dice,
            RunNumbers numbers,
            PlainNetwork network,
            Consumer<Fact> facts) {
        this(agenda, dice, numbers, network, facts, Wallets.NONE);
    }

    /** The same where peers have something to show. */
    public PeerWorld with(Wallets others) {
        return new PeerWorld(agenda, dice, numbers, network, facts, others);
    }

    /** The path that a peer asks for on opening a connection, with what it has to show. */
    public String path(String peer, long link) {
        Wallets.Token token = wallets.of(peer);
        if (token == null) {
            return "/";
        }
        tell(new AccessFact.Shows(peer, link, token.id()));
        return "/?token=" + URLEncoder.encode(token.text(), StandardCharsets.UTF_8);
    }

    /** Tells what happened, at the moment it does. */
    public void tell(Fact fact) {
        facts.accept(fact);
    }

    /** A machine of its own for somebody. */
    public SimulatedMachine machine(String name) {
        return new SimulatedMachine(name, agenda, dice);
    }

    /** A connection stands. */
    public void opened(String peer, long link) {
        tell(new LinkFact.Opened(peer, link));
    }

    /** A connection is over, by a Close or without. */
    public void closed(String peer, long link, int code, String reason) {
        tell(new LinkFact.Closed(peer, link, code == NO_CLOSE ? 0 : code, reason));
    }
}
