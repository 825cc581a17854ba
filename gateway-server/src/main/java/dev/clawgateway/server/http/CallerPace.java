package dev.clawgateway.server.http;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.gate.TrafficCounters;
import java.time.Duration;

/**
 * How often one caller may ask, on however many connections: by the name it is known by, else by
 * its address. Of this machine only those are counted who are known by name. Safe from any thread;
 * never blocks.
 */
public final class CallerPace {
    private final Paces paces;
    private final TrafficCounters traffic;
    private final Time time;

    public CallerPace(Paces paces, TrafficCounters traffic, Time time) {
        this.paces = paces;
        this.traffic = traffic;
        this.time = time;
    }

    /** Somebody asks; how long it has to wait first, and zero where it may go on. */
    public Duration asks(Caller caller) {
        String name = name(caller);
        if (name.isEmpty()) {
            return Duration.ZERO;
        }
        Duration pause = paces.asks(name, time.nanos());
        if (!pause.isZero()) {
            traffic.refused("request_rate");
        }
        return pause;
    }

    /** What it is told then. */
    public static String words(Duration pause) {
        return "you ask too often; try again in " + Paces.seconds(pause) + " s";
    }

    /** Empty for those who are not counted. What somebody calls itself counts only if it is so. */
    public static String name(Caller caller) {
        if (caller.rights() != null) {
            return switch (caller.principal()) {
                case Principal.Operator(String name) when name != null -> "operator " + name;
                case Principal.Device(String id) -> "device " + id;
                case Principal.Operator _, Principal.Node _, Principal.Gateway _ -> address(caller);
            };
        }
        return address(caller);
    }

    private static String address(Caller caller) {
        return caller.local() ? "" : "address " + caller.address();
    }
}
