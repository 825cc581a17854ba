package dev.clawgateway.control.operations.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Tokens;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.cluster.AccessCommand;
import dev.clawgateway.core.cluster.Outcome;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Machines become nodes by join tokens, and nodes get their next credentials. Who asks is whom the
 * token says; whether it may still be exchanged is decided where the new one is stored. Safe from
 * any thread.
 */
public final class ExchangeOperations {
    private static final String DIALECT = "access";
    private static final Duration NODE_LIFETIME = Duration.ofDays(30);
    private static final int SHORTEST_KEY = 16;
    private static final int LONGEST_KEY = 128;

    private final Desk desk;
    private final Tokens tokens;
    private final Supplier<UUID> ids;

    public ExchangeOperations(Desk desk, Tokens tokens, Supplier<UUID> ids) {
        this.desk = desk;
        this.tokens = tokens;
        this.ids = ids;
    }

    /**
     * Lets an agent join.
     *
     * @param shown what it shows
     * @param agentKey by which it is known again: its secret, so only its hash is kept
     */
    public void join(
            Peer peer, List<String> shown, String agentKey, String name, Reply<MadeToken> reply) {
        if (agentKey.length() < SHORTEST_KEY || agentKey.length() > LONGEST_KEY) {
            reply.answer(
                    new Answer.Refused<>(
                            ErrorCode.INVALID_REQUEST,
                            "agent_key: must have from %d to %d characters"
                                    .formatted(SHORTEST_KEY, LONGEST_KEY)));
            return;
        }
        read(
                peer,
                shown,
                reply,
                ticket -> {
                    Principal who = new Principal.Device("join:" + ticket.id());
                    AccessCommand.Join join =
                            new AccessCommand.Join(
                                    ticket,
                                    hash(agentKey),
                                    name,
                                    ids.get().toString(),
                                    NODE_LIFETIME);
                    Caller caller = Caller.of(who, DIALECT, peer);
                    desk.order(caller, Operation.JOIN_NODE, join, reply, this::made);
                });
    }

    /** Gives a node a fresh credential for one that holds, or has not expired for long. */
    public void renew(Peer peer, List<String> shown, Reply<MadeToken> reply) {
        read(
                peer,
                shown,
                reply,
                had -> {
                    Principal who = new Principal.Device(had.holder().subject());
                    AccessCommand.Renew renew = new AccessCommand.Renew(had, ids.get().toString());
                    Caller caller = Caller.of(who, DIALECT, peer);
                    desk.order(caller, Operation.RENEW_CREDENTIAL, renew, reply, this::made);
                });
    }

    private void read(
            Peer peer, List<String> shown, Reply<MadeToken> reply, Consumer<Credential> then) {
        tokens.read(
                peer,
                shown,
                reading -> {
                    switch (reading) {
                        case Tokens.Reading.Good(Credential credential) -> then.accept(credential);
                        case Tokens.Reading.Expired(Credential credential) ->
                                then.accept(credential);
                        case Tokens.Reading.Bad(String why) ->
                                reply.answer(
                                        new Answer.Refused<>(ErrorCode.PERMISSION_DENIED, why));
                        case Tokens.Reading.Later(String why, _) ->
                                reply.answer(new Answer.Refused<>(ErrorCode.OVERLOADED, why));
                    }
                });
    }

    private MadeToken made(Outcome.Issued issued) {
        return new MadeToken(issued.credential(), tokens.sign(issued.credential()));
    }

    private static String hash(String agentKey) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(agentKey.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JVM has it
        }
    }
}
