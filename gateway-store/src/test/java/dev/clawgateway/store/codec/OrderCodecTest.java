package dev.clawgateway.store.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.store.RandomRecords;
import dev.clawgateway.store.codec.OrderCodec.Order;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command and every outcome there is can be written down and read back. */
class OrderCodecTest {
    private static final int ROUNDS = 50;

    private final OrderCodec codec = new OrderCodec();

    static Stream<Class<?>> commands() {
        return members(Command.class);
    }

    static Stream<Class<?>> outcomes() {
        return members(Outcome.class);
    }

    private static Stream<Class<?>> members(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(one -> one.isSealed() ? members(one) : Stream.of(one));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void readsTheCommandsItWrote(Class<? extends Record> type) {
        long seed = new Random().nextLong();
        RandomRecords records = new RandomRecords(new Random(seed));

        for (int round = 0; round < ROUNDS; round++) {
            Order written = new Order(records.next(Caller.class), (Command<?>) records.next(type));

            byte[] bytes = codec.encode(written);

            assertThat(codec.order(bytes))
                    .as("seed %d round %d: %s", seed, round, new String(bytes, UTF_8))
                    .isEqualTo(written);
        }
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void readsTheOutcomesItWrote(Class<? extends Record> type) {
        long seed = new Random().nextLong();
        RandomRecords records = new RandomRecords(new Random(seed));

        for (int round = 0; round < ROUNDS; round++) {
            Outcome written = (Outcome) records.next(type);

            byte[] bytes = codec.encode(written);

            assertThat(codec.outcome(bytes))
                    .as("seed %d round %d: %s", seed, round, new String(bytes, UTF_8))
                    .isEqualTo(written);
        }
    }

    @Test
    void refusesWhatItDoesNotKnowByName() {
        String tick =
                new String(codec.encode(new Order(Caller.GATEWAY, new Command.Tick())), UTF_8);
        String done = new String(codec.encode(new Outcome.Done()), UTF_8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.order(tick.replace("\"tick\"", "\"fly\"").getBytes(UTF_8)))
                .withMessageContaining("fly");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> codec.outcome(done.replace("\"done\"", "\"flown\"").getBytes(UTF_8)))
                .withMessageContaining("flown");
    }
}
