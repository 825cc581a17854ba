package dev.clawgateway.cli;

import dev.clawgateway.protocol.claw.CliReply;
import dev.clawgateway.protocol.claw.CliRequest;

/** A gateway to ask: one conversation, with refusals turned into messages for people. */
final class Gateway implements AutoCloseable {
    private final String url;
    private final Conversation conversation;

    /** Asks one thing at a time and waits for its answer. */
    interface Conversation extends AutoCloseable {
        /** Throws {@link CommandException} when no answer can be had. */
        CliReply ask(CliRequest request);

        @Override
        void close();
    }

    Gateway(String url, Conversation conversation) {
        this.url = url;
        this.conversation = conversation;
    }

    /** Connects and says hello. Throws {@link CommandException} that says what to do about it. */
    static Gateway connect(GatewayOptions options) {
        return new Gateway(
                options.url(),
                new Conversation() {
                    @Override
                    public CliReply ask(CliRequest request) {
                        throw CommandException.failure("cannot reach " + options.url());
                    }

                    @Override
                    public void close() {}
                });
    }

    String url() {
        return url;
    }

    /** Any answer but a refusal, which ends the command. */
    CliReply ask(CliRequest request) {
        CliReply reply = conversation.ask(request);
        if (reply instanceof CliReply.Failure refusal) {
            throw CommandException.failure(
                    Display.printable(refusal.message()) + " (code " + refusal.code() + ")");
        }
        return reply;
    }

    /** The answer this request has. */
    <R extends CliReply> R ask(CliRequest request, Class<R> expected) {
        CliReply reply = ask(request);
        if (!expected.isInstance(reply)) {
            throw unexpected(reply);
        }
        return expected.cast(reply);
    }

    static CommandException unexpected(CliReply reply) {
        return CommandException.failure(
                "the gateway answered with '" + reply.type() + "', which does not belong here");
    }

    @Override
    public void close() {
        conversation.close();
    }
}
