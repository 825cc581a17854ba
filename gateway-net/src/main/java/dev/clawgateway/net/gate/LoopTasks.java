package dev.clawgateway.net.gate;

import io.netty.channel.Channel;
import java.util.concurrent.RejectedExecutionException;

/** What other threads ask of a channel's event loop. */
public final class LoopTasks {
    private LoopTasks() {}

    /**
     * Runs a task on the channel's event loop, or never, when the gateway has stopped its event
     * loops: the connection is gone then, and with it whoever the task is for.
     */
    public static void execute(Channel channel, Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException e) {
            if (!channel.eventLoop().isShuttingDown()) {
                throw e;
            }
        }
    }
}
