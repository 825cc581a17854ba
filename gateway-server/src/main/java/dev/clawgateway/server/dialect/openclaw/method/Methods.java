package dev.clawgateway.server.dialect.openclaw.method;

import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of methods. Whoever asks must have the method's role and scope; one that is not listed
 * needs {@link Scopes#ADMIN}, and is then unknown. Safe from any thread.
 */
public final class Methods {
    private final Map<String, MethodEntry> entries = new LinkedHashMap<>();

    /**
     * These, in this order.
     *
     * @throws IllegalArgumentException when two have one name
     */
    public Methods(Collection<MethodEntry> listed) {
        for (MethodEntry entry : listed) {
            if (entries.putIfAbsent(entry.name(), entry) != null) {
                throw new IllegalArgumentException("two methods are named " + entry.name());
            }
        }
    }

    /** Of all that are served, whoever may ask for them. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** Null for one that is not served. */
    public @Nullable MethodEntry entry(String name) {
        return entries.get(name);
    }

    /**
     * Serves a request, or says why not. On the event loop of the asker's session.
     *
     * @return false when it is not for those of the asker's role
     */
    public boolean serve(MethodCall call) {
        MethodEntry entry = entries.get(call.method());
        OpenClawError refusal = refusal(call.client(), call.method(), entry);
        if (refusal != null || entry == null) {
            call.fail(refusal == null ? OpenClawError.unknownMethod(call.method()) : refusal);
            return mayAsk(call.client().role(), entry);
        }
        try {
            entry.handler().call(call);
        } catch (RuntimeException e) {
            call.broke(e);
        }
        return true;
    }

    private static boolean mayAsk(ClientRole role, @Nullable MethodEntry entry) {
        return entry == null ? role == ClientRole.OPERATOR : entry.roles().contains(role);
    }

    private static @Nullable OpenClawError refusal(
            OpenClawClient client, String name, @Nullable MethodEntry entry) {
        ClientRole role = client.role();
        if (!mayAsk(role, entry)) {
            return OpenClawError.role(role);
        }
        String scope = entry == null ? Unserved.scope(name) : entry.scope();
        if (role != ClientRole.OPERATOR || scope == null || client.may(scope)) {
            return null;
        }
        return OpenClawError.scope(scope, client.protocol());
    }
}
