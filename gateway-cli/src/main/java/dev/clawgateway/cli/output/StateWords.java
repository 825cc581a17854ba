package dev.clawgateway.cli.output;

import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** States as the protocol and every list write them; read in upper and lower case. */
public final class StateWords {
    private StateWords() {}

    /** Such as {@code running}. */
    static String of(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E parse(Class<E> states, String text) {
        E[] all = states.getEnumConstants();
        return Arrays.stream(all)
                .filter(state -> of(state).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException(
                                "'"
                                        + text
                                        + "' is no state; one of "
                                        + String.join(", ", words(all))));
    }

    private static List<String> words(Enum<?>... states) {
        return Arrays.stream(states).map(StateWords::of).toList();
    }

    /** Reads a state of a node. */
    public static final class ForNodes implements ITypeConverter<NodeDetails.State> {
        @Override
        public NodeDetails.State convert(String text) {
            return parse(NodeDetails.State.class, text);
        }
    }

    /** Reads a state of a workload. */
    public static final class ForWorkloads implements ITypeConverter<WorkloadState> {
        @Override
        public WorkloadState convert(String text) {
            return parse(WorkloadState.class, text);
        }
    }

    /** For completion and help. */
    public static final class OfNodes extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        OfNodes() {
            super(words(NodeDetails.State.values()));
        }
    }

    /** For completion and help. */
    public static final class OfWorkloads extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        OfWorkloads() {
            super(words(WorkloadState.values()));
        }
    }
}
