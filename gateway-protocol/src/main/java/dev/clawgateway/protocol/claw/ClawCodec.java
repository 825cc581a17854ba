package dev.clawgateway.protocol.claw;

import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.node.InvokeFormat;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeCommandFormat;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.NodeMessageFormat;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliReplyReader;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.CliRequestReader;
import dev.clawgateway.protocol.claw.operator.info.GatedWorkloadInfo;
import dev.clawgateway.protocol.claw.operator.info.InfoFormat;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.operator.info.Unknowns;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.protocol.claw.parts.SpecFormat;
import dev.clawgateway.protocol.claw.parts.WireMessage;
import dev.clawgateway.protocol.json.AskedMembers;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.MessageFamily;
import dev.clawgateway.protocol.json.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Reads and writes the messages of the claw dialect as JSON, by the rules of section 2.0. Has no
 * state; safe from any thread, and cheap enough for event loops. It looks at the form only and
 * knows nothing of sessions, so it limits depth and the size of single values but not of messages.
 *
 * <p>Reading fails with {@link JsonFormatException} and nothing else. Writing takes any message:
 * what JSON or the protocol cannot carry, such as half a surrogate pair, is replaced.
 */
public final class ClawCodec {
    private static final int TYPICAL_SIZE = 256;

    private ClawCodec() {}

    /** Reads the first message of a connection, which decides who is on the line. */
    public static FirstMessage readFirst(String json) {
        try {
            return first(JsonTree.parse(json));
        } catch (JsonFormatException e) {
            return new FirstMessage.Neither(e.getMessage());
        }
    }

    /** Reads what a node says. */
    public static NodeMessage readNodeMessage(String json) throws JsonFormatException {
        return NodeMessageFormat.read(JsonTree.parse(json));
    }

    /** Reads what a node is told. */
    public static NodeCommand readNodeCommand(String json) throws JsonFormatException {
        return NodeCommandFormat.read(JsonTree.parse(json));
    }

    /** Reads what an operator's client asks. */
    public static CliRequest readRequest(String json) throws JsonFormatException {
        return CliRequestReader.FAMILY.read(JsonTree.parse(json));
    }

    /** Reads what an operator's client is answered. */
    public static CliReply readReply(String json) throws JsonFormatException {
        return CliReplyReader.FAMILY.read(JsonTree.parse(json));
    }

    /**
     * Reads a workload spec that a person wrote down, without a message around it. As strict as on
     * the wire, and besides a member that means nothing is refused instead of ignored.
     */
    public static WorkloadSpec readSpec(String json) throws JsonFormatException {
        AskedMembers asked = new AskedMembers();
        Value root = Value.root(JsonTree.parse(json), "spec", asked);
        WorkloadSpec spec = SpecFormat.SPEC.read(root);
        JsonFormatException unknown = asked.unknown(root);
        if (unknown != null) {
            throw unknown;
        }
        return spec;
    }

    /** One JSON object, as text. */
    public static String write(WireMessage message) {
        return new String(writeUtf8(message), StandardCharsets.UTF_8);
    }

    /**
     * The same for programs that read what a command prints: null for what is not known, where the
     * wire has to have a number.
     */
    public static String writeShown(CliReply reply) {
        JsonNode tree = JsonTree.MAPPER.readTree(writeUtf8(reply));
        Unknowns.erase(tree);
        return JsonTree.MAPPER.writeValueAsString(tree);
    }

    /** One JSON object, as UTF-8. */
    public static byte[] writeUtf8(WireMessage message) {
        return JsonTree.write(message::write);
    }

    /** How many bytes a workload takes in a reply. */
    public static int size(WorkloadInfo workload) {
        return size(InfoFormat.WORKLOAD, workload);
    }

    /** How many bytes a node takes in a reply. */
    public static int size(NodeInfo node) {
        return size(InfoFormat.NODE, node);
    }

    /** How many bytes a workload that gates hold takes in a reply. */
    public static int size(GatedWorkloadInfo gated) {
        return size(InfoFormat.GATED_ONE, gated);
    }

    private static <T> int size(Kind<T> kind, T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
        try (JsonGenerator out = JsonTree.MAPPER.createGenerator(bytes)) {
            kind.write(value, out);
        }
        return bytes.size();
    }

    private static FirstMessage first(JsonNode message) throws JsonFormatException {
        String type = MessageFamily.type(message);
        if (type != null && type.equals("hello")) {
            return new FirstMessage.Cli(
                    CliRequestReader.hello(new Members(Value.root(message, type))));
        } else if (InvokeFormat.isResult(message)
                || (type != null && NodeMessageFormat.FAMILY.knows(type))) {
            return new FirstMessage.Node(NodeMessageFormat.read(message));
        }
        return new FirstMessage.Neither(
                "a connection must begin with hello (a CLI) or with a message of a node");
    }
}
