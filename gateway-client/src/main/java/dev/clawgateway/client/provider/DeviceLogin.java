package dev.clawgateway.client.provider;

import dev.clawgateway.client.provider.ProviderCalls.Answer;
import dev.clawgateway.core.time.Time;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Has a person sign in at a provider, in a browser on whatever machine, and waits for the token
 * that comes of it (RFC 8628). Belongs to one thread.
 */
public final class DeviceLogin implements AutoCloseable {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(5);
    private static final Duration SLOWER = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int LONGEST_CODE = 64;

    private final LoginProvider provider;
    private final ProviderCalls calls;
    private final Time time;
    private final Pausing pausing;

    /** Lets time pass. */
    @FunctionalInterface
    public interface Pausing {
        void pause(Duration length) throws InterruptedException;
    }

    /** What the provider says of itself. */
    private record Places(URI device, URI token) {}

    /** A sign-in under way. */
    private record Begun(String deviceCode, SignInPrompt prompt, Duration pause) {}

    /**
     * Opens no connection yet.
     *
     * @param tls whose certificates to believe; null for those that the system does
     */
    public DeviceLogin(
            LoginProvider provider, @Nullable SSLContext tls, Time time, Pausing pausing) {
        this.provider = provider;
        this.time = time;
        this.pausing = pausing;
        calls = new ProviderCalls(tls);
    }

    /**
     * Waits until the person has signed in.
     *
     * @param shown is told at once what the person has to do
     * @throws ProviderException when nothing comes of it
     */
    public String token(Consumer<SignInPrompt> shown)
            throws ProviderException, InterruptedException {
        Places places = places();
        long from = time.nanos();
        Begun begun = begin(places.device());
        shown.accept(begun.prompt());
        return await(places.token(), begun, from);
    }

    private Places places() throws ProviderException, InterruptedException {
        String issuer = provider.issuer();
        URI uri =
                ProviderCalls.secure(
                        "the provider's address",
                        (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer)
                                + DISCOVERY);
        Answer answer;
        try {
            answer = calls.get(uri);
        } catch (IOException failure) {
            throw new ProviderException(uri + ": " + reason(failure));
        }
        if (!answer.good() || !answer.text("issuer").equals(issuer)) {
            throw new ProviderException(uri + " is not the word of a provider of that name");
        }
        String device = answer.text("device_authorization_endpoint");
        if (device.isEmpty()) {
            throw new ProviderException(
                    issuer + " has no device sign-in; is it switched on there?");
        }
        return new Places(
                ProviderCalls.secure("its device_authorization_endpoint", device),
                ProviderCalls.secure("its token_endpoint", answer.text("token_endpoint")));
    }

    private Begun begin(URI device) throws ProviderException, InterruptedException {
        Answer answer;
        try {
            answer =
                    calls.post(
                            device,
                            Map.of(
                                    "client_id",
                                    provider.clientId(),
                                    "scope",
                                    String.join(" ", provider.scopes())));
        } catch (IOException failure) {
            throw new ProviderException(device + ": " + reason(failure));
        }
        String code = answer.text("user_code");
        String deviceCode = answer.text("device_code");
        if (!answer.good() || code.isEmpty() || deviceCode.isEmpty()) {
            throw refusal(answer);
        } else if (code.length() > LONGEST_CODE || !code.equals(ProviderCalls.shown(code))) {
            throw new ProviderException("the provider's code cannot be shown");
        }
        return new Begun(deviceCode, prompt(answer, code), pause(answer));
    }

    private static SignInPrompt prompt(Answer answer, String code) throws ProviderException {
        String direct = answer.text("verification_uri_complete");
        return new SignInPrompt(
                ProviderCalls.secure("the page to sign in at", answer.text("verification_uri")),
                code,
                direct.isEmpty() ? null : ProviderCalls.secure("the page to sign in at", direct),
                within(answer.body().path("expires_in").asLong(0), LONGEST_WAIT, LONGEST_WAIT));
    }

    private static Duration pause(Answer answer) {
        return within(answer.body().path("interval").asLong(0), USUAL_PAUSE, LONGEST_PAUSE);
    }

    private static Duration within(long seconds, Duration usual, Duration most) {
        return seconds <= 0 ? usual : Duration.ofSeconds(Math.min(seconds, most.toSeconds()));
    }

    private String await(URI place, Begun begun, long from)
            throws ProviderException, InterruptedException {
        Duration pause = begun.pause();
        while (true) {
            pausing.pause(pause);
            if (time.nanos() - from >= begun.prompt().limit().toNanos()) {
                throw new ProviderException("nobody signed in in time; log in again");
            }
            Answer answer = ask(place, begun.deviceCode());
            if (answer == null) {
                pause = least(pause.multipliedBy(2)); // as those do whom a provider cannot serve
                continue;
            } else if (answer.good()) {
                return token(answer);
            }
            switch (answer.text("error")) {
                case "authorization_pending" -> {}
                case "slow_down" -> pause = least(pause.plus(SLOWER));
                case "access_denied" -> throw new ProviderException("the sign-in was refused");
                case "expired_token" ->
                        throw new ProviderException("nobody signed in in time; log in again");
                default -> throw refusal(answer);
            }
        }
    }

    private static Duration least(Duration pause) {
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** Null where the provider did not answer, or not as one that is well. */
    private @Nullable Answer ask(URI place, String deviceCode) throws InterruptedException {
        try {
            Answer answer =
                    calls.post(
                            place,
                            Map.of(
                                    "grant_type",
                                    GRANT,
                                    "device_code",
                                    deviceCode,
                                    "client_id",
                                    provider.clientId()));
            return answer.good() || !answer.text("error").isEmpty() ? answer : null;
        } catch (IOException _) {
            return null;
        }
    }

    private String token(Answer answer) throws ProviderException {
        String token = answer.text(provider.token());
        if (token.isEmpty()) {
            throw new ProviderException(
                    "the provider gave no " + provider.token() + "; is the scope openid missing?");
        }
        return token;
    }

    private static ProviderException refusal(Answer answer) {
        String error = answer.text("error");
        String words = answer.text("error_description");
        return new ProviderException(
                "the provider refuses: "
                        + ProviderCalls.shown(error.isEmpty() ? "HTTP " + answer.status() : error)
                        + (words.isEmpty() ? "" : " (" + ProviderCalls.shown(words) + ")"));
    }

    private static String reason(IOException failure) {
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : ProviderCalls.shown(String.valueOf(failure.getMessage()));
    }

    @Override
    public void close() {
        calls.close();
    }
}
