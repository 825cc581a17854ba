package dev.clawgateway.simulation.network;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;

/** Settings of a channel; those of the kernel's TCP are taken, and mean nothing here. */
final class ChannelSettings extends DefaultChannelConfig {
    private final boolean halfCloses;

    ChannelSettings(Channel channel, boolean halfCloses) {
        super(channel);
        this.halfCloses = halfCloses;
        setAllocator(new UnpooledByteBufAllocator(false, true));
    }

    /** Whether the peer may end its direction and still read ours. */
    boolean halfCloses() {
        return halfCloses;
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        return option.equals(ChannelOption.TCP_NODELAY)
                || option.equals(ChannelOption.SO_KEEPALIVE)
                || super.setOption(option, value);
    }
}
