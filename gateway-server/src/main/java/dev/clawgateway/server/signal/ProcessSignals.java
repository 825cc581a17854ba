package dev.clawgateway.server.signal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this process does when it gets a signal, in place of what the JVM would do. */
public final class ProcessSignals {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessSignals.class);

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String IGNORED = "SigIgn:";

    private ProcessSignals() {}

    /**
     * From now on a signal leads to this and nothing else, each time on a thread of its own.
     *
     * @param name without SIG
     * @return false where the signal was ignored already, and stays so
     */
    public static boolean on(String name, Runnable reaction) {
        try {
            // By reflection: the compiler warns of this API, which has no other of its kind.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object reacting =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(),
                            new Class<?>[] {handler},
                            (proxy, method, arguments) -> {
                                if (method.getName().equals("handle")) {
                                    reaction.run();
                                }
                                return null;
                            });
            Object one = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handler).invoke(null, one, reacting);
            return true;
        } catch (ReflectiveOperationException e) {
            // Started with the signal ignored already, as by nohup, or with -Xrs.
            LOG.atDebug().addKeyValue("signal", name).setCause(e).log("a signal is left as it is");
            return false;
        }
    }

    /**
     * Whether it was ignored when this process was started: the JVM leaves it so, and says nothing.
     */
    static boolean ignored(int number) {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(IGNORED))
                    .anyMatch(line -> has(line.substring(IGNORED.length()).strip(), number));
        } catch (IOException | UncheckedIOException | NumberFormatException _) {
            return false; // not Linux
        }
    }

    /**
     * Whether a mask has a signal.
     *
     * @param mask hexadecimal, the first signal last
     */
    static boolean has(String mask, int number) {
        return (Long.parseUnsignedLong(mask, 16) >> (number - 1) & 1) == 1;
    }
}
