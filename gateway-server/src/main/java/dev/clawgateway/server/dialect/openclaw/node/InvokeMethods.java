package dev.clawgateway.server.dialect.openclaw.node;

import dev.clawgateway.control.invocations.Invocation;
import dev.clawgateway.control.invocations.Invoked;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.InvocationOperations;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.WireText;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.dialect.openclaw.method.ParamReader;
import dev.clawgateway.server.dialect.openclaw.session.Clients;
import dev.clawgateway.server.dialect.openclaw.session.CommandRules;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Having nodes run commands. */
public final class InvokeMethods {
    private static final long USUAL_MILLIS = 30_000;
    private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();

    /** These have methods of their own. */
    private static final String APPROVALS = "system.execApprovals.";

    private final InvocationOperations invocations;
    private final Clients clients;
    private final Predicate<String> paired;
    private final Supplier<CommandRules> rules;

    /**
     * Over what runs them.
     *
     * @param paired whether a device is approved as a node
     */
    public InvokeMethods(
            InvocationOperations invocations,
            Clients clients,
            Predicate<String> paired,
            Supplier<CommandRules> rules) {
        this.invocations = invocations;
        this.clients = clients;
        this.paired = paired;
        this.rules = rules;
    }

    public List<MethodEntry> entries() {
        return List.of(MethodEntry.operator("node.invoke", Scopes.WRITE, this::invoke));
    }

    /**
     * A wish.
     *
     * @param params JSON text; null for none
     */
    private record Wish(
            String nodeId, String command, String key, @Nullable String params, Duration timeout) {
        static Wish read(Members in) throws JsonFormatException {
            Long millis = in.optional("timeoutMs", Kinds.wide(0, Long.MAX_VALUE));
            long wanted = millis == null || millis == 0 ? USUAL_MILLIS : millis;
            var params = in.member("params");
            return new Wish(
                    text(in, "nodeId"),
                    text(in, "command"),
                    text(in, "idempotencyKey"),
                    params.isMissing() || params.isNull() ? null : params.json().toString(),
                    Duration.ofMillis(Math.min(wanted, LONGEST_MILLIS)));
        }

        private static String text(Members in, String name) throws JsonFormatException {
            String text = in.required(name, Kinds.TEXT);
            if (text.isBlank()) {
                throw in.member(name).mustBe("text that is not empty");
            }
            return text;
        }
    }

    private void invoke(MethodCall call) {
        Wish wish = ParamReader.read(call, Wish::read);
        if (wish == null) {
            return;
        }
        OpenClawClient device = clients.node(wish.nodeId);
        NodeId node = node(wish.nodeId, device);
        OpenClawError refusal = refusal(wish, device, node, call.client().protocol());
        if (refusal != null || node == null) {
            call.fail(refusal == null ? InvokeWords.notConnected() : refusal);
            return;
        }
        invocations.invokeListed(
                call.caller(),
                new Invocation(node, wish.command, wish.params, wish.timeout, wish.key),
                wish.key,
                answer -> tell(call, wish, answer));
    }

    /**
     * Of a device by its id, also of one that is away: under a key that came before it may have run
     * something. Of a node of another dialect by its own id. Null for neither.
     */
    private @Nullable NodeId node(String id, @Nullable OpenClawClient device) {
        if (device != null || paired.test(id)) {
            return OpenClawClient.nodeId(id);
        }
        UUID uuid = WireText.uuid(id);
        return uuid == null ? null : new NodeId(uuid);
    }

    private @Nullable OpenClawError refusal(
            Wish wish, @Nullable OpenClawClient device, @Nullable NodeId node, int protocol) {
        if (wish.command.startsWith(APPROVALS)) {
            return OpenClawError.invalid(
                    "node.invoke does not serve " + APPROVALS + "*; these have their own methods");
        } else if (node == null) {
            return protocol > 3 ? InvokeWords.notPaired() : InvokeWords.notConnected();
        } else if (!rules.get().allows(wish.command)) {
            String platform = device == null ? "unknown" : device.info().platform();
            return InvokeWords.notAllowed(wish.command, platform, protocol);
        } else if (device != null && !device.commands().contains(wish.command)) {
            return InvokeWords.notDeclared(wish.command, device.commands().isEmpty(), protocol);
        }
        return null;
    }

    private static void tell(MethodCall call, Wish wish, Answer<Invoked> answer) {
        if (answer instanceof Answer.Given<Invoked>(Invoked invoked)) {
            OpenClawError failure =
                    InvokeWords.failure(invoked, wish.command, call.client().protocol());
            if (failure != null) {
                call.fail(failure);
                return;
            }
        }
        call.<Invoked>told(invoked ->
                        InvokeWords.done(
                                wish.nodeId, wish.command, ((Invoked.Answered) invoked).result()))
                .answer(answer);
    }
}
