package dev.clawgateway.protocol.claw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No message is forgotten by the reader, the writer or the samples. */
class MessageFamiliesTest {
    static Stream<Arguments> families() {
        return Stream.of(
                Arguments.of("node", NodeMessage.class),
                Arguments.of("gateway", NodeCommand.class),
                Arguments.of("cli", CliRequest.class),
                Arguments.of("reply", CliReply.class));
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyMessageHasASample(String family, Class<?> type) throws JsonFormatException {
        Set<String> sampled = new TreeSet<>();
        for (String frame : GoldenFrames.family(family)) {
            sampled.add(GoldenFrames.read(family, frame).getClass().getSimpleName());
        }
        // Untagged frames have their samples elsewhere.
        sampled.addAll(
                switch (family) {
                    case "gateway" -> Set.of("InvokeRequest");
                    case "node" -> Set.of("InvokeResult");
                    default -> Set.<String>of();
                });

        assertThat(sampled)
                .isEqualTo(
                        Arrays.stream(type.getPermittedSubclasses())
                                .map(Class::getSimpleName)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
