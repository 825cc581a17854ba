package dev.clawgateway.server.dialect.openclaw.gateway;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.configuration.ConfigurationOperations;
import dev.clawgateway.control.operations.configuration.KnownSetting;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The configuration: to be seen, not to be written. Who may look at the gateway but not at its
 * configuration is told that it is good, and no more.
 */
public final class ConfigMethods {
    private static final String NOT_SHOWN =
            "the configuration is shown to administrators of this gateway only";

    private final @Nullable ConfigurationOperations configuration;
    private final GatewayOperations gateway;
    private final String version;
    private final Time time;

    /**
     * Of a gateway of a version.
     *
     * @param configuration null where there is none to show
     */
    public ConfigMethods(
            @Nullable ConfigurationOperations configuration,
            GatewayOperations gateway,
            String version,
            Time time) {
        this.configuration = configuration;
        this.gateway = gateway;
        this.version = version;
        this.time = time;
    }

    public List<MethodEntry> entries() {
        return List.of(
                MethodEntry.operator(
                        "config.get", Scopes.READ, call -> show(call, ConfigMethods::config)),
                MethodEntry.operator(
                        "config.schema", Scopes.READ, call -> show(call, this::schema)),
                MethodEntry.operator("config.set", Scopes.ADMIN, this::refuse),
                MethodEntry.operator("config.patch", Scopes.ADMIN, this::refuse),
                MethodEntry.operator("config.apply", Scopes.ADMIN, this::refuse));
    }

    /**
     * What is shown.
     *
     * @param hidden whether there is more that is not
     */
    private record View(ShownConfiguration configuration, boolean hidden) {}

    private void show(MethodCall call, Function<View, ObjectNode> answer) {
        Reply<View> reply = call.found(answer);
        see(
                call,
                seen -> {
                    if (seen instanceof Answer.Refused<View>(ErrorCode code, String _)
                            && code == ErrorCode.PERMISSION_DENIED) {
                        showNothing(call, reply);
                    } else {
                        reply.answer(seen);
                    }
                });
    }

    private void see(MethodCall call, Reply<View> reply) {
        if (configuration == null) {
            showNothing(call, reply);
        } else {
            configuration.show(
                    call.caller(), settings -> reply.answer(settings.map(all -> view(all, false))));
        }
    }

    /** The door is asked again: whoever may not even look at the gateway is told nothing. */
    private void showNothing(MethodCall call, Reply<View> reply) {
        gateway.status(
                call.caller(), status -> reply.answer(status.map(_ -> view(List.of(), true))));
    }

    private static View view(List<KnownSetting> settings, boolean hidden) {
        return new View(ShownConfiguration.of(settings), hidden);
    }

    private static ObjectNode config(View view) {
        ShownConfiguration shown = view.configuration;
        ObjectNode json = JsonTree.MAPPER.createObjectNode();
        json.put("path", shown.path())
                .put("exists", !shown.path().isEmpty())
                .put("raw", shown.raw());
        json.set("parsed", shown.config());
        json.put("valid", true);
        json.set("config", shown.config());
        json.put("hash", shown.hash());
        json.putArray("issues");
        json.putArray("warnings");
        if (view.hidden) {
            json.withArray("warnings").addObject().put("path", "").put("message", NOT_SHOWN);
        }
        json.putArray("legacyIssues");
        return json;
    }

    private ObjectNode schema(View view) {
        ObjectNode json = JsonTree.MAPPER.createObjectNode();
        json.set("schema", view.configuration.schema());
        json.putObject("uiHints");
        return json.put("version", version).put("generatedAt", time.now().toString());
    }

    private void refuse(MethodCall call) {
        see(
                call,
                seen -> {
                    if (seen instanceof Answer.Given<View>(View view)) {
                        call.fail(OpenClawError.unavailable(notHere(view.configuration.path())));
                    } else {
                        call.<View>found(_ -> call.params()).answer(seen);
                    }
                });
    }

    private static String notHere(String path) {
        return path.isEmpty()
                ? "the configuration is not written over this connection, and is in no file: it is"
                        + " given when the gateway is started"
                : "the configuration is not written over this connection: change "
                        + path
                        + " and have it read again (claw-gateway reload)";
    }
}
