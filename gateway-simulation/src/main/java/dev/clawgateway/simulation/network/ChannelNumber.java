package dev.clawgateway.simulation.network;

import io.netty.channel.ChannelId;

/** A channel's id that is the same in every run: its hash may decide an order. */
record ChannelNumber(long number) implements ChannelId {
    @Override
    public String asShortText() {
        return Long.toString(number);
    }

    @Override
    public String asLongText() {
        return asShortText();
    }

    @Override
    public int compareTo(ChannelId other) {
        return other instanceof ChannelNumber(long others)
                ? Long.compare(number, others)
                : asLongText().compareTo(other.asLongText());
    }
}
