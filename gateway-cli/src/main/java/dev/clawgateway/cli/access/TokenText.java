package dev.clawgateway.cli.access;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.client.access.TokenDetails;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tokens as people read of them. */
final class TokenText {
    /** The state of one that lets its holder in. */
    static final String GOOD = "good";

    private TokenText() {}

    /** Such as {@code operator ada}, {@code node gpu-1} or {@code join gpu-*}. */
    static String whom(Holder holder) {
        return Display.printable(
                switch (holder) {
                    case Holder.Operator(String name, Rights rights) ->
                            rights.role().text() + " " + name;
                    case Holder.Node(String node, _) -> "node " + node;
                    case Holder.Join(String node, _, _) -> "join " + node;
                });
    }

    /** Within what it is good; a dash where it is so everywhere. */
    static String limits(Holder holder) {
        return Display.printable(
                switch (holder) {
                    case Holder.Operator(_, Rights rights) -> limits(rights);
                    case Holder.Node(_, Map<String, String> labels) -> labels(labels);
                    case Holder.Join(_, Map<String, String> labels, _) -> labels(labels);
                });
    }

    static String limits(Rights rights) {
        List<String> limits = new ArrayList<>();
        List<String> clusters = rights.virtualClusters();
        if (clusters != null) {
            limits.add(
                    clusters.isEmpty()
                            ? "no virtual cluster"
                            : "virtual cluster " + String.join(", ", clusters));
        }
        if (rights.ownOnly()) {
            limits.add("own workloads");
        }
        return limits.isEmpty() ? Display.NOTHING : String.join("; ", limits);
    }

    private static String labels(Map<String, String> labels) {
        return labels.isEmpty()
                ? Display.NOTHING
                : labels.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** Whether it still holds, as far as is known here. */
    static String state(TokenDetails token, Instant now) {
        if (token.revoked() != null) {
            return "taken back";
        } else if (!now.isBefore(token.expires())) {
            return "expired";
        }
        return token.holder() instanceof Holder.Join join && token.used() >= join.uses()
                ? "used up"
                : GOOD;
    }

    /** All that is known of one; never the token. */
    static void print(TokenDetails token, String state, PrintWriter out) {
        line(out, "Id", token.id());
        line(out, "For", whom(token.holder()));
        String limits = limits(token.holder());
        line(out, token.holder() instanceof Holder.Operator ? "Limits" : "Labels", limits);
        if (token.holder() instanceof Holder.Join join) {
            line(out, "Used", token.used() + " of " + join.uses());
        }
        line(out, "State", state);
        line(out, "Issued", time(token.issued()));
        line(out, "Expires", time(token.expires()));
        if (token.revoked() != null) {
            line(out, "Taken back", time(token.revoked()));
        }
        if (token.by() != null) {
            line(out, "Made by", Display.printable(token.by()));
        }
    }

    static void line(PrintWriter out, String name, String value) {
        out.printf("%-11s %s%n", name, value);
    }

    private static String time(@Nullable Instant time) {
        return time == null ? Display.NOTHING : Display.time(time);
    }

    /** An id, if it can be one; what looks like a token is not repeated. */
    static String id(String text) {
        if (text.indexOf('.') >= 0) {
            throw CommandException.usage(
                    "<ID>: that is no id, and a token if it has dots: hand a token over by token"
                            + " inspect --file or --stdin, since every user of this machine sees"
                            + " arguments");
        }
        return text;
    }
}
