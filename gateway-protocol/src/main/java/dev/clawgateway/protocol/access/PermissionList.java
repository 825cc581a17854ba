package dev.clawgateway.protocol.access;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.List;

/** All that there is to do, and whether somebody may. */
public record PermissionList(List<Line> operations) {
    private static final Kind<List<Line>> LINES =
            Kinds.list(Kinds.object(PermissionList::of, PermissionList::members));

    public PermissionList {
        operations = List.copyOf(operations);
    }

    /** One of them. */
    public record Line(String operation, CanAnswer answer) {}

    public byte[] write() {
        return JsonTree.write(out -> out.required("operations", LINES, operations));
    }

    public static PermissionList read(byte[] body) throws JsonFormatException {
        return new PermissionList(
                Value.root(JsonTree.parse(body), "can-i").members().required("operations", LINES));
    }

    private static void members(Line line, MemberWriter out) {
        out.required("operation", Kinds.TEXT, line.operation)
                .required("allowed", Kinds.FLAG, line.answer.allowed())
                .optional("reason", Kinds.TEXT, line.answer.reason());
    }

    private static Line of(Members line) throws JsonFormatException {
        return new Line(
                line.required("operation", Kinds.TEXT),
                new CanAnswer(
                        line.required("allowed", Kinds.FLAG), line.optional("reason", Kinds.TEXT)));
    }
}
