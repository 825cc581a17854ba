package dev.clawgateway.cli.gateway;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.Version;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.EndpointException;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.UnreachableException;
import dev.clawgateway.client.api.follow.Following;
import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.http.stream.StreamNotices;
import dev.clawgateway.client.operator.ConnectionNotices;
import dev.clawgateway.client.operator.GatewayClient;
import dev.clawgateway.client.rest.RestFollowing;
import dev.clawgateway.client.rest.RestSubmitting;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Reaches the gateway that the options name; what is in the way is said with what to do. */
public final class Connect {
    private Connect() {}

    /** Connects and says hello. Throws {@link CommandException} that says what to do about it. */
    public static GatewayApi to(GatewayOptions options) {
        return to(endpoint(options.resolved()));
    }

    /** The same, to an address already read. */
    public static GatewayApi to(Endpoint endpoint) {
        try {
            return GatewayClient.connect(endpoint, Version.current());
        } catch (UnreachableException e) {
            throw CommandException.failure(advice(e));
        }
    }

    /** A gateway to watch something at: over connections made anew as often as they break. */
    static GatewayApi lasting(GatewayOptions options, Screen screen) {
        return GatewayClient.lasting(
                endpoint(options.resolved()),
                Version.current(),
                new Notices(screen),
                screen.time(),
                new SecureRandom());
    }

    /** What happens at a gateway, over connections made anew as often as they break. */
    static Following following(GatewayOptions options, Screen screen) {
        return RestFollowing.at(http(options, List.of()), new Told(screen));
    }

    /**
     * What is submitted to a gateway over its API, and asked for again where its answer is lost.
     */
    static RestSubmitting submitting(GatewayOptions options, Screen screen) {
        AtomicBoolean told = new AtomicBoolean();
        return RestSubmitting.at(
                http(options, List.of()),
                () -> {
                    if (!told.getAndSet(true)) {
                        screen.say("[no answer; asking again, and it is done once]");
                    }
                });
    }

    /** Reads the address; what is wrong with it ends the command. */
    public static Endpoint endpoint(GatewayOptions.Address address) {
        try {
            return Endpoint.of(address.url(), address.token(), address.files());
        } catch (EndpointException e) {
            throw CommandException.usage(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
    }

    /** The same gateway's HTTP, and others to turn to when it fails. */
    public static HttpAddresses http(GatewayOptions options, List<String> others) {
        return http(options.resolved(), others);
    }

    /** The same, of addresses already found. */
    public static HttpAddresses http(GatewayOptions.Address address, List<String> others) {
        List<String> urls = new ArrayList<>();
        urls.add(address.url());
        urls.addAll(others);
        try {
            return HttpAddresses.over(urls, address.token(), address.files());
        } catch (EndpointException e) {
            throw CommandException.usage(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
    }

    /** What to tell people who cannot get through. */
    public static String advice(UnreachableException failure) {
        String problem = String.valueOf(failure.getMessage());
        return failure.refusesCredential()
                ? ConnectAdvice.notLetIn(failure.address(), problem)
                : ConnectAdvice.text(failure.address(), problem);
    }

    private record Notices(Screen screen) implements ConnectionNotices {
        @Override
        public void lost() {
            screen.say("[connection lost; trying again]");
        }

        @Override
        public void restored() {
            screen.say("[connected again; lines that came meanwhile may be missing]");
        }
    }

    /** Of several streams that break together, people are told once. */
    private static final class Told implements StreamNotices {
        private final Notices notices;
        private final AtomicInteger away = new AtomicInteger();

        Told(Screen screen) {
            notices = new Notices(screen);
        }

        @Override
        public void lost() {
            if (away.getAndIncrement() == 0) {
                notices.lost();
            }
        }

        @Override
        public void restored() {
            if (away.decrementAndGet() == 0) {
                notices.restored();
            }
        }
    }
}
