package dev.clawgateway.core.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clawgateway.core.workload.WorkloadState;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of claw protocol section 4.1, and that another attempt may follow whatever holds
 * devices: no state has a method that leads anywhere else.
 */
class WorkloadMovesTest {
    private static final List<Class<? extends WorkloadRecord>> STATES =
            List.of(
                    Pending.class,
                    Starting.class,
                    Running.class,
                    Stopping.class,
                    Stopped.class,
                    Completed.class,
                    Failed.class);

    static Stream<Arguments> table() {
        return Stream.of(
                arguments(Pending.class, Set.of("STARTING", "STOPPED", "FAILED")),
                arguments(Starting.class, Set.of("RUNNING", "STOPPED", "FAILED", "PENDING")),
                arguments(Running.class, Set.of("STOPPING", "COMPLETED", "FAILED", "PENDING")),
                arguments(Stopping.class, Set.of("STOPPED", "COMPLETED", "FAILED", "PENDING")),
                arguments(Stopped.class, Set.of()),
                arguments(Completed.class, Set.of()),
                arguments(Failed.class, Set.of()));
    }

    @ParameterizedTest
    @MethodSource("table")
    void areThoseOfTheTable(Class<? extends WorkloadRecord> state, Set<String> next) {
        Set<String> moves =
                Arrays.stream(state.getMethods())
                        .filter(method -> !method.isBridge())
                        .map(Method::getReturnType)
                        .filter(STATES::contains)
                        .filter(type -> type != state)
                        .map(WorkloadMovesTest::name)
                        .collect(Collectors.toSet());

        assertThat(moves).isEqualTo(next);
    }

    /** What lists and frames go by is the same table; another attempt is no step of it. */
    @ParameterizedTest
    @MethodSource("table")
    void areWhatTheirWordsMayBecome(Class<? extends WorkloadRecord> state, Set<String> next) {
        Set<String> words =
                Arrays.stream(WorkloadState.values())
                        .filter(WorkloadState.valueOf(name(state))::mayBecome)
                        .map(Enum::name)
                        .collect(Collectors.toSet());

        assertThat(words)
                .isEqualTo(
                        next.stream()
                                .filter(one -> !one.equals("PENDING"))
                                .collect(Collectors.toSet()));
    }

    @Test
    void everyStateIsOneOfThese() {
        assertThat(STATES.stream().map(WorkloadMovesTest::name))
                .containsExactlyElementsOf(
                        EnumSet.allOf(WorkloadState.class).stream().map(Enum::name).toList());
    }

    private static String name(Class<?> state) {
        return state.getSimpleName().toUpperCase(Locale.ROOT);
    }
}
