package dev.clawgateway.simulation.network;

import dev.clawgateway.client.ClientLoop;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.kernel.SimulatedThread;
import io.netty.channel.ChannelHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The network between the gateway and everybody else. Machines are known by their names; faults
 * befall one machine's connections, or everybody's where the machine is the gateway's.
 */
public final class SimulatedNetwork implements PlainNetwork {
    private static final int PORT = 8080;
    private static final int FIRST_CLIENT_PORT = 32_768;
    private static final Duration MOST_FORGETFUL = Duration.ofMinutes(2);

    private final Agenda agenda;
    private final Dice dice;
    private final RandomGenerator random;
    private final NetworkTrace trace = new NetworkTrace();
    private final Map<String, Weather> weathers = new LinkedHashMap<>();
    private final Map<String, Integer> hosts = new LinkedHashMap<>();
    private final Set<TcpConnection> open = new LinkedHashSet<>();
    private final Set<String> watched = new LinkedHashSet<>();
    private @Nullable Acceptor acceptor;
    private long connections;
    private long plain;

    /** A network that nobody is on. */
    public SimulatedNetwork(Agenda agenda, Dice dice) {
        this.agenda = agenda;
        this.dice = dice.part("network");
        this.random = this.dice.stream("faults");
    }

    /** A digest of all that was sent, and how much. */
    public NetworkTrace trace() {
        return trace;
    }

    /** How many connections have an end that somebody holds. */
    public int openConnections() {
        open.removeIf(TcpConnection::over);
        return open.size();
    }

    // Who is on it.

    /**
     * A process of the gateway's machine takes connections from now on, until it ends.
     *
     * @param child furnishes each accepted channel
     * @param threads one event loop each; at least one
     * @return takes no more when it is run; what is open stays
     */
    public Runnable listen(
            SimulatedProcess gateway, ChannelHandler child, List<SimulatedThread> threads) {
        Acceptor own = new Acceptor(gateway, child, threads.stream().map(SocketLoop::new).toList());
        acceptor = own;
        watch(gateway);
        return () -> {
            if (own.equals(acceptor)) {
                acceptor = null;
            }
        };
    }

    /** Where the gateway listens, if it does. */
    public InetSocketAddress gatewayAddress() {
        return new InetSocketAddress(address("gateway"), PORT);
    }

    /** A client's loop on a thread, whose connections lead to the gateway whatever they ask for. */
    public ClientLoop clientLoop(SimulatedThread thread) {
        return new SimulatedClientLoop(this, new SocketLoop(thread));
    }

    @Override
    public PlainConnection webSocket(SimulatedProcess of, String path, PlainListener to) {
        return plain(of, path, to);
    }

    @Override
    public PlainConnection raw(SimulatedProcess of, PlainListener to) {
        return plain(of, null, to);
    }

    private PlainConnection plain(SimulatedProcess of, @Nullable String path, PlainListener to) {
        PlainSocket socket = new PlainSocket(of, path, to, "plain " + ++plain);
        dial(of, socket);
        return socket;
    }

    SimulatedChannel clientChannel(SimulatedProcess of) {
        long number = ++connections;
        int port = FIRST_CLIENT_PORT + (int) (number % 28_000);
        TwoWayChannel.Addresses addresses =
                new TwoWayChannel.Addresses(
                        new InetSocketAddress(address(of.machine().name()), port),
                        gatewayAddress());
        return SimulatedChannel.ofClient(number, addresses, end -> dial(of, end));
    }

    // How they come together.

    private void dial(SimulatedProcess of, TcpEnd client) {
        watch(of);
        Weather weather = weather(of.machine().name());
        agenda.after(travel(weather), () -> knock(of, client, weather, 1));
    }

    private Duration travel(Weather weather) {
        return Duration.ofNanos(weather.latency(random));
    }

    /** The first packet is there; where nothing passes it is sent again, twice as long after. */
    private void knock(SimulatedProcess of, TcpEnd client, Weather weather, int again) {
        Acceptor at = acceptor;
        if (!of.alive() || again > 60) {
            return; // whoever dialled has given up long before
        } else if (weather.held(true) || weather.held(false)) {
            agenda.after(Duration.ofSeconds(again), () -> knock(of, client, weather, 2 * again));
        } else if (at == null || !at.process().alive() || weather.refuses()) {
            agenda.after(travel(weather), () -> client.failed("Connection refused"));
        } else {
            accept(of, client, weather, at);
        }
    }

    private void accept(SimulatedProcess of, TcpEnd client, Weather weather, Acceptor at) {
        long number = ++connections;
        TwoWayChannel.Addresses addresses =
                new TwoWayChannel.Addresses(
                        gatewayAddress(),
                        new InetSocketAddress(
                                address(of.machine().name()),
                                FIRST_CLIENT_PORT + (int) (number % 28_000)));
        SimulatedChannel channel = SimulatedChannel.ofGateway(number, addresses);
        TcpConnection connection =
                new TcpConnection(
                        number,
                        weather,
                        trace,
                        new TcpConnection.Party(of, client),
                        new TcpConnection.Party(at.process(), channel));
        open.add(connection);
        channel.established(connection.gateway());
        at.accept(channel, number);
        agenda.after(
                travel(weather),
                () -> {
                    if (of.alive()) {
                        client.established(connection.client());
                    }
                });
    }

    /** The process that listens, its loops, and what it makes of a connection. */
    private record Acceptor(
            SimulatedProcess process, ChannelHandler child, List<SocketLoop> loops) {
        void accept(SimulatedChannel channel, long number) {
            channel.pipeline().addLast(child);
            var _ = loops.get((int) (number % loops.size())).register(channel);
        }
    }

    private Weather weather(String machine) {
        return weathers.computeIfAbsent(
                machine, name -> new Weather(agenda, dice.stream("weather " + name)));
    }

    /** 10.0.0.1 and so on, in the order they appear in. */
    private InetAddress address(String machine) {
        int host = hosts.computeIfAbsent(machine, _ -> hosts.size() + 1);
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) (host >> 8), (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // four bytes are an address
        }
    }

    // What befalls it.

    private void watch(SimulatedProcess process) {
        if (watched.add(process.name())) {
            process.atEnd(how -> ended(process, how));
        }
    }

    /** As its kernel does, where there still is one; or somebody between loses the connection. */
    private void ended(SimulatedProcess process, SimulatedProcess.End how) {
        watched.remove(process.name());
        for (TcpConnection connection : List.copyOf(open)) {
            TcpSocket own =
                    connection.client().process() == process
                            ? connection.client()
                            : connection.gateway();
            if (own.process() != process || own.closed()) {
                continue;
            }
            int which = random.nextInt(8);
            if (how == SimulatedProcess.End.POWER || which == 0) {
                own.dark();
                connection.vanish();
                forgetLater(connection);
            } else {
                own.orphaned(which < 4);
            }
        }
        open.removeIf(TcpConnection::over);
    }

    private void forgetLater(TcpConnection connection) {
        agenda.after(
                Duration.ofNanos(random.nextLong(MOST_FORGETFUL.toNanos())), connection::forget);
    }

    private List<Weather> weathersOf(String machine) {
        Acceptor at = acceptor;
        return at != null && at.process().machine().name().equals(machine)
                ? List.copyOf(weathers.values())
                : List.of(weather(machine));
    }

    private List<TcpConnection> connectionsOf(String machine) {
        open.removeIf(TcpConnection::over);
        return open.stream()
                .filter(one ->
                        one.client().process().machine().name().equals(machine)
                                || one.gateway().process().machine().name().equals(machine))
                .toList();
    }

    /** Nothing passes, mostly in neither direction; nobody is told. */
    public void partition(String machine, Duration duration) {
        weathersOf(machine).forEach(one -> one.hold(duration));
    }

    /** Everything takes up to seconds. */
    public void slow(String machine, Duration duration) {
        weathersOf(machine).forEach(one -> one.slow(duration));
    }

    /** Everything takes up to seconds, until what is open is lost, unless all is well before. */
    public void breakSlowly(String machine, Duration duration) {
        List<Weather> slow = weathersOf(machine);
        slow.forEach(one -> one.slow(duration.plusSeconds(1)));
        agenda.after(
                duration,
                () -> {
                    if (slow.stream().anyMatch(Weather::slowed)) {
                        reset(machine);
                    }
                });
    }

    /** Everything is cut into pieces. */
    public void stutter(String machine, Duration duration) {
        weathersOf(machine).forEach(one -> one.stutter(duration));
    }

    /** Nobody new gets through. */
    public void refuse(String machine, Duration duration) {
        weathersOf(machine).forEach(one -> one.refuse(duration));
    }

    /** What is open is lost, and both ends learn it. */
    public void reset(String machine) {
        connectionsOf(machine).forEach(TcpConnection::reset);
    }

    /** The process is reached by nobody any more, and loses what it has open. */
    public void unplug(SimulatedProcess gateway) {
        Acceptor at = acceptor;
        if (at != null && at.process() == gateway) {
            acceptor = null;
        }
        List.copyOf(open).stream()
                .filter(one -> one.gateway().process() == gateway)
                .forEach(TcpConnection::reset);
    }

    /** What is open is lost, and nobody learns it but, some time after, who writes on it. */
    public void halfOpen(String machine) {
        connectionsOf(machine)
                .forEach(one -> {
                    one.vanish();
                    forgetLater(one);
                });
    }

    /**
     * The machine loses what is open and knows it; the gateway learns it some time after it writes.
     * So a new connection comes while the old one seems to stand.
     */
    public void loseEnd(String machine) {
        connectionsOf(machine)
                .forEach(one -> {
                    one.loseClient();
                    forgetLater(one);
                });
    }

    /**
     * What one machine has said on what is open comes late; a connection it makes meanwhile is
     * faster. So an old session's last words come after a new one's first.
     */
    public void delayOld(String machine, Duration duration) {
        connectionsOf(machine).forEach(one -> one.delayUp(duration));
    }

    /** All is well from now on; what was lost stays lost, and whoever writes on it learns it. */
    public void heal() {
        weathers.values().forEach(Weather::clear);
        open.removeIf(TcpConnection::over);
        List.copyOf(open).forEach(TcpConnection::forget);
    }
}
