package dev.clawgateway.protocol.api.workspace;

import dev.clawgateway.core.space.WorkspaceWish;
import dev.clawgateway.protocol.api.cluster.ApiAmounts;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;

/** A workspace is asked for. */
public final class WorkspaceRequest {
    private static final Kind<Long> MILLIS = ApiAmounts.NUMBER;

    public static final Kind<WorkspaceWish> KIND =
            Kinds.object(WorkspaceRequest::of, WorkspaceRequest::members);

    private WorkspaceRequest() {}

    private static WorkspaceWish of(Members asked) throws JsonFormatException {

        return new WorkspaceWish(
                asked.required("name", Kinds.TEXT),
                asked.required("repo", Kinds.TEXT),
                asked.required("cluster", Kinds.TEXT),
                new WorkspaceWish.Container(
                        asked.optional("image", Kinds.TEXT),
                        asked.optional("command", Kinds.TEXTS),
                        asked.mapOrEmpty("env"),
                        asked.mapOrEmpty("labels"),
                        asked.optional("gpus", Kinds.COUNT),
                        asked.optional("cpuCores", MILLIS),
                        asked.optional("memoryMib", Kinds.U64)));
    }

    private static void members(WorkspaceWish asked, MemberWriter out) {
        WorkspaceWish.Container container = asked.container();
        out.required("name", Kinds.TEXT, asked.name())
                .required("repo", Kinds.TEXT, asked.repo())
                .required("cluster", Kinds.TEXT, asked.cluster())
                .optional("image", Kinds.TEXT, container.image())
                .optional("command", Kinds.TEXTS, container.command())
                .unlessEmpty("env", container.env())
                .unlessEmpty("labels", container.labels())
                .optional("gpus", Kinds.COUNT, container.gpus())
                .optional("cpuCores", MILLIS, container.cpuMillis())
                .optional("memoryMib", Kinds.U64, container.memoryMib());
    }
}
