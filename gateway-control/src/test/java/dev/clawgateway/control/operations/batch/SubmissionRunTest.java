package dev.clawgateway.control.operations.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.ManualTimers;
import dev.clawgateway.control.operations.Accepted;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Many submissions by one run, over an inbox and to a reader that are slow at will. */
class SubmissionRunTest {
    private static final WorkloadSpec SPEC =
            new WorkloadSpec("img", List.of("run"), Map.of(), 1, 0, 0);
    private static final Answer.Refused<Accepted> OVERLOADED =
            new Answer.Refused<>(ErrorCode.OVERLOADED, "full");
    private static final Answer.Refused<Accepted> WRONG =
            new Answer.Refused<>(ErrorCode.INVALID_REQUEST, "no line");

    private record Asked(SubmissionLine.Wanted line, SubmissionRun.Submitter.Answered answered) {}

    private final ManualTimers timers = new ManualTimers();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Asked> asked = new ArrayList<>();
    private final List<Integer> told = new ArrayList<>();
    private final List<Answer<Accepted>> answers = new ArrayList<>();
    private int read;
    private int ends;
    private boolean room = true;
    private boolean withWrong;

    @Test
    void takesNoMoreThanItsWindow() {
        run(10_000, tasks::add).proceed();
        work();

        assertThat(asked).hasSize(SubmissionRun.WINDOW);
        assertThat(read).isEqualTo(SubmissionRun.WINDOW);

        asked.getFirst().answered().answer(placed(1));
        work();
        assertThat(asked).hasSize(SubmissionRun.WINDOW + 1);
    }

    @Test
    void takesNoFurtherLineWhileNobodyReads() {
        SubmissionRun run = run(10_000, tasks::add);
        room = false;
        run.proceed();
        work();
        asked.forEach(one -> one.answered().answer(placed(one.line().number())));
        work();

        assertThat(asked).hasSize(SubmissionRun.WINDOW);
        assertThat(told).isEmpty();

        room = true;
        run.proceed();
        work();
        assertThat(told).hasSize(SubmissionRun.WINDOW);
    }

    @Test
    void waitsWhereTheInboxIsFull() {
        run(3, tasks::add).proceed();
        work();
        List<Asked> first = List.copyOf(asked);
        first.forEach(one -> one.answered().answer(OVERLOADED));
        work();
        assertThat(told).isEmpty();

        timers.advance(Duration.ofSeconds(1));
        work();

        assertThat(asked).hasSize(6);
        asked.subList(3, 6).forEach(one -> one.answered().answer(placed(one.line().number())));
        work();
        assertThat(told).containsExactly(1, 2, 3);
        assertThat(ends).isEqualTo(1);
    }

    @Test
    void tellsInTheEndThatTheInboxStaysFull() {
        run(1, tasks::add).proceed();
        work();
        while (told.isEmpty()) {
            asked.getLast().answered().answer(OVERLOADED);
            timers.advance(Duration.ofSeconds(1));
            work();
        }

        assertThat(answers).containsExactly(OVERLOADED);
    }

    @Test
    void takesNoFurtherLineWhenItsSenderHasLeft() {
        SubmissionRun run = run(10_000, tasks::add);
        run.proceed();
        work();

        run.abandon();
        asked.forEach(one -> one.answered().answer(placed(one.line().number())));
        work();

        assertThat(asked).hasSize(SubmissionRun.WINDOW);
        assertThat(told).isEmpty();
    }

    @Test
    void endsItsAnswerWhereItCannotReadOn() {
        read = -1;
        run(3, tasks::add).proceed();
        work();

        assertThat(asked).isEmpty();
        assertThat(ends).isEqualTo(1);
    }

    /** However answers come, each line is done once and told once, in its order. */
    @Test
    void tellsOfEachLineOnceAndInOrder() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int lines = 3 * SubmissionRun.WINDOW + random.nextInt(100);
        Map<Integer, Integer> done = new HashMap<>();
        withWrong = true;
        SubmissionRun run = run(lines, tasks::add);
        run.proceed();
        while (ends == 0) {
            work();
            room = random.nextInt(5) > 0;
            for (int i = random.nextInt(1 + asked.size()); i > 0; i--) {
                Asked one = asked.remove(random.nextInt(asked.size()));
                if (random.nextInt(10) == 0) {
                    one.answered().answer(OVERLOADED);
                } else {
                    done.merge(one.line().number(), 1, Integer::sum);
                    one.answered().answer(placed(one.line().number()));
                }
            }
            timers.advance(Duration.ofMillis(random.nextInt(100)));
            run.proceed();
        }

        assertThat(told).as("seed %d", seed).hasSize(lines).isSorted().doesNotHaveDuplicates();
        for (int i = 0; i < lines; i++) {
            int number = i + 1;
            assertThat(answers.get(i))
                    .as("seed %d", seed)
                    .isEqualTo(number % 7 == 0 ? WRONG : placed(number));
            assertThat(done.getOrDefault(number, 0)).isEqualTo(number % 7 == 0 ? 0 : 1);
        }
    }

    /** Every seventh is no submission, where some are to be wrong. */
    private SubmissionRun run(int lines, Executor executor) {
        SubmissionSource source =
                () -> {
                    if (read < 0) {
                        throw new IllegalStateException("planned fault");
                    } else if (read == lines) {
                        return null;
                    }
                    read++;
                    return !withWrong || read % 7 != 0
                            ? new SubmissionLine.Wanted(read, null, Terms.NONE, SPEC, null, true)
                            : new SubmissionLine.Wrong(read, null, WRONG);
                };
        SubmissionSink sink =
                new SubmissionSink() {
                    @Override
                    public boolean take(SubmissionLine line, Answer<Accepted> answer) {
                        if (room) {
                            told.add(line.number());
                            answers.add(answer);
                        }
                        return room;
                    }

                    @Override
                    public void end() {
                        ends++;
                    }
                };
        return new SubmissionRun(
                source,
                sink,
                (line, answered) -> asked.add(new Asked(line, answered)),
                executor,
                timers);
    }

    private void work() {
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
    }

    private static Answer<Accepted> placed(int number) {
        return new Answer.Given<>(
                new Accepted.Placed(
                        new WorkloadId(new UUID(1, number)), new NodeId(new UUID(2, 2))));
    }
}
