package dev.clawgateway.protocol.api.node;

import dev.clawgateway.core.node.Taint;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node with all that is known of it.
 *
 * @param node what lists show of it too
 * @param runtimes what can run there; empty where it does not say
 * @param devices in the node's own order
 * @param agentVersion null where the agent did not say, or was not heard since the gateway started
 */
public record ApiNodeDetail(
        ApiNode node,
        List<String> runtimes,
        List<Taint> taints,
        List<Condition> conditions,
        List<ApiDevice> devices,
        Instant firstSeen,
        Instant registered,
        @Nullable String agentVersion) {
    public static final Kind<ApiNodeDetail> KIND =
            Kinds.object(ApiNodeDetail::read, ApiNodeDetail::members);

    private static final Kind<List<ApiDevice>> DEVICES = Kinds.list(ApiDevice.KIND);
    private static final Kind<List<Taint>> TAINTS =
            Kinds.list(
                    Kinds.object(
                            m ->
                                    new Taint(
                                            m.required("key", Kinds.TEXT),
                                            m.required("value", Kinds.TEXT)),
                            (taint, out) ->
                                    out.required("key", Kinds.TEXT, taint.key())
                                            .required("value", Kinds.TEXT, taint.value())));
    private static final Kind<List<Condition>> CONDITIONS =
            Kinds.list(Kinds.object(Condition::read, Condition::members));

    public ApiNodeDetail {
        runtimes = List.copyOf(runtimes);
        taints = List.copyOf(taints);
        conditions = List.copyOf(conditions);
        devices = List.copyOf(devices);
    }

    /**
     * What is said of a node.
     *
     * @param probed when it was said last
     */
    public record Condition(
            String type, boolean satisfied, @Nullable String reason, Instant probed) {
        private static void members(Condition condition, MemberWriter out) {
            out.required("type", Kinds.TEXT, condition.type)
                    .required("satisfied", Kinds.FLAG, condition.satisfied)
                    .nullable("reason", Kinds.TEXT, condition.reason)
                    .required("last_updated", Kinds.TIME, condition.probed);
        }

        private static Condition read(Members m) throws JsonFormatException {
            return new Condition(
                    m.required("type", Kinds.TEXT),
                    m.required("satisfied", Kinds.FLAG),
                    m.optional("reason", Kinds.TEXT),
                    m.required("last_updated", Kinds.TIME));
        }
    }

    private static void members(ApiNodeDetail detail, MemberWriter out) {
        ApiNode.members(detail.node, out);
        out.required("runtimes", Kinds.TEXTS, detail.runtimes)
                .required("taints", TAINTS, detail.taints)
                .required("conditions", CONDITIONS, detail.conditions)
                .required("devices", DEVICES, detail.devices)
                .required("first_seen_at", Kinds.TIME, detail.firstSeen)
                .required("registered_at", Kinds.TIME, detail.registered)
                .nullable("agent_version", Kinds.TEXT, detail.agentVersion);
    }

    private static ApiNodeDetail read(Members m) throws JsonFormatException {
        return new ApiNodeDetail(
                ApiNode.read(m),
                m.required("runtimes", Kinds.TEXTS),
                m.required("taints", TAINTS),
                m.required("conditions", CONDITIONS),
                m.required("devices", DEVICES),
                m.required("first_seen_at", Kinds.TIME),
                m.required("registered_at", Kinds.TIME),
                m.optional("agent_version", Kinds.TEXT));
    }
}
