package dev.clawgateway.server;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, which terminals send when they close and service managers to ask for a reload. Left
 * alone, the JVM ends on it.
 */
final class HangUp {
    private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);

    private HangUp() {}

    /** From now on the signal is logged and nothing else. */
    static void ignore() {
        try {
            // By reflection: the compiler warns of this API, which has no other of its kind.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object logging =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(),
                            new Class<?>[] {handler},
                            (proxy, method, arguments) -> {
                                if (method.getName().equals("handle")) {
                                    say();
                                }
                                return null;
                            });
            Object hup = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hup, logging);
        } catch (ReflectiveOperationException e) {
            // Started with the signal ignored already, as by nohup, or with -Xrs.
            LOG.atDebug().setCause(e).log("SIGHUP is left as it is");
        }
    }

    private static void say() {
        LOG.atInfo().log(
                "SIGHUP ignored: the configuration is read at start only, so restart to"
                        + " change it");
    }
}
