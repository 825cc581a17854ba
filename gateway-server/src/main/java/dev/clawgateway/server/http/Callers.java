package dev.clawgateway.server.http;

import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.control.access.Authenticator.Introduction;
import dev.clawgateway.control.access.Grant;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.http.ErrorForm;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who asks over HTTP, before anything is done. Safe from any thread; never blocks. */
public final class Callers {
    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int INTERNAL_ERROR = 500;

    /** What is called otherwise is taken for unnamed: it goes into logs. */
    private static final Pattern REQUEST = Pattern.compile("[A-Za-z0-9._:+/=@-]{1,128}");

    private final Authenticator authenticator;
    private final OpenDialects open;
    private final CallerPace pace;

    public Callers(Authenticator authenticator, OpenDialects open, CallerPace pace) {
        this.authenticator = authenticator;
        this.open = open;
        this.pace = pace;
    }

    /**
     * Who somebody says it is.
     *
     * @param dialect that it speaks
     */
    public record Claim(String dialect, Principal as) {
        /** A person or program that does not say. */
        public static Claim somebody(String dialect) {
            return new Claim(dialect, new Principal.Operator(null));
        }
    }

    /**
     * Finds out, and goes on; or answers the request.
     *
     * @param errors how its clients want to be told
     * @param then goes on once it is known, perhaps later and on another thread
     */
    public void identify(Exchange exchange, Claim claim, ErrorForm errors, Consumer<Caller> then) {
        identifyGranted(exchange, claim, errors, (caller, _) -> then.accept(caller));
    }

    /** The same, where it matters what somebody was let in by. */
    public void identifyGranted(
            Exchange exchange, Claim claim, ErrorForm errors, BiConsumer<Caller, Grant> then) {
        String request = exchange.header("X-Request-Id");
        boolean named = REQUEST.matcher(request).matches();
        if (exchange.speaker() instanceof Caller known) {
            then.accept(named ? known.asking(request) : known, Grant.OPEN);
            return; // the way in by which he came keeps him to his pace
        }
        find(
                exchange,
                claim,
                errors,
                (caller, grant) -> {
                    exchange.by(named(caller), named ? request : "");
                    atItsPace(
                            exchange,
                            caller,
                            errors,
                            () -> then.accept(named ? caller.asking(request) : caller, grant));
                });
    }

    /** As the log of requests names it; empty where nobody knows. */
    private static String named(Caller caller) {
        return switch (caller.principal()) {
            case Principal.Operator(String name) -> name == null ? "" : name;
            case Principal.Node(var id) -> "node " + id;
            case Principal.Device(String id) -> id;
            case Principal.Gateway _ -> "gateway";
        };
    }

    /** Goes on unless the caller asks too often; then it is told so. */
    void atItsPace(Exchange exchange, Caller caller, ErrorForm errors, Runnable then) {
        Duration pause = pace.asks(caller);
        if (pause.isZero()) {
            then.run();
        } else {
            exchange.answer(
                    later(errors.error(TOO_MANY, CallerPace.words(pause), exchange.path()), pause));
        }
    }

    private static RouteAnswer later(RouteAnswer answer, Duration pause) {
        return answer.with("Retry-After", Long.toString(Paces.seconds(pause)));
    }

    private void find(
            Exchange exchange, Claim claim, ErrorForm errors, BiConsumer<Caller, Grant> then) {
        List<String> tokens = ShownTokens.of(exchange.header("Authorization"));
        boolean free = open.cover(exchange.peer(), claim.dialect());
        if (free && tokens.isEmpty()) {
            then.accept(nobody(exchange, claim), Grant.OPEN);
            return;
        }
        authenticator.authenticate(
                new Introduction(exchange.peer(), claim.dialect(), claim.as(), null, tokens),
                finding ->
                        guarded(
                                exchange,
                                errors,
                                () -> {
                                    if (finding instanceof Finding.Known known) {
                                        then.accept(known.caller(), known.grant());
                                    } else if (free) {
                                        // What is no credential is as if nothing were there.
                                        then.accept(nobody(exchange, claim), Grant.OPEN);
                                    } else {
                                        exchange.answer(refusal(exchange, errors, finding));
                                    }
                                }));
    }

    /** Whoever it is, where nobody needs to show anything; null where one has to. */
    @Nullable Caller guest(Exchange exchange, Claim claim) {
        return open.cover(exchange.peer(), claim.dialect()) ? nobody(exchange, claim) : null;
    }

    private static Caller nobody(Exchange exchange, Claim claim) {
        return Caller.of(claim.as(), claim.dialect(), exchange.peer());
    }

    private static RouteAnswer refusal(Exchange exchange, ErrorForm errors, Finding finding) {
        return switch (finding) {
            case Finding.Known _ -> throw new IllegalArgumentException("is not refused");
            case Finding.Refused(String why) ->
                    errors.error(UNAUTHORIZED, why, exchange.path())
                            .with("WWW-Authenticate", "Bearer realm=\"claw-gateway\"");
            case Finding.Later(String why, Duration pause) ->
                    later(errors.error(TOO_MANY, why, exchange.path()), pause);
        };
    }

    /** Whoever finds out is not to be bothered by what becomes of it. */
    private static void guarded(Exchange exchange, ErrorForm errors, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            LOG.atError()
                    .addKeyValue("path", exchange.path())
                    .setCause(failure)
                    .log("a request could not be served");
            exchange.answer(errors.error(INTERNAL_ERROR, "internal error", exchange.path()));
        }
    }
}
