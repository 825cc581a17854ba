package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.WorkloadRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/workload-states.md} is what the state machine does: every state with everything that
 * can meet it. Where both have come to differ, and the code is right, run this test with {@code
 * -Ddocs.write=true}.
 */
class WorkloadStatesPageTest {
    private static final Path PAGE = Path.of("../docs/workload-states.md");
    private static final String ID = "[0-9a-f]{8}-[0-9a-f-]{27}";

    private final Set<Class<?>> commands = new HashSet<>();

    /** What one event comes to in one situation. */
    private record Answer(String becomes, String sent, String devices) {
        static final Answer NOTHING = new Answer("", "", "");

        String row(List<String> events) {
            return "| "
                    + String.join("; ", events)
                    + " | "
                    + String.join(" | ", becomes, sent, devices)
                    + " |\n";
        }
    }

    @Test
    void isWhatTheCodeDoes() throws IOException {
        String page = page();

        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    /** A command that is new, and may meet a workload, has to be among the events. */
    @Test
    void leavesOutNoCommand() {
        page();

        Set<Class<?>> about =
                Arrays.stream(Command.class.getPermittedSubclasses())
                        .filter(Class::isRecord)
                        .collect(Collectors.toCollection(HashSet::new));
        about.remove(Command.AcceptLosses.class);
        about.remove(Command.SetMaintenance.class);
        about.remove(Command.RemoveMaintenance.class);
        about.remove(Command.SetVirtualCluster.class);
        about.remove(Command.RemoveVirtualCluster.class);
        about.remove(Command.CreateWorkspace.class);
        about.remove(Command.DeleteWorkspace.class);
        about.remove(Command.Once.class);
        about.remove(Command.StopWorkloads.class);
        about.remove(Command.BeginReign.class);
        about.remove(Command.Retire.class);
        about.remove(Command.NoteAudit.class);
        assertThat(commands).isEqualTo(about);
    }

    private String page() {
        StringBuilder page =
                new StringBuilder(
                        """
                        # States of a workload

                        What happens to a workload, in whatever state it is, at whatever can meet it. This page is made from the
                        code: `WorkloadStatesPageTest` brings a workload into each state of the real state machine, lets each event
                        happen, and fails when this page says anything else (`-Ddocs.write=true` writes it anew).

                        A state is a type of its own (`core.life`), with the moves that are legal from it and no other. In the tables
                        *becomes* is the state afterwards, with those that were passed on the way; *sent* is what its node is told;
                        what is refused changes nothing. *Unconfirmed* is an end that the node itself has not told.
                        """);
        for (LifeSituation situation : LifeSituation.values()) {
            page.append(section(situation));
        }
        return page.toString();
    }

    private String section(LifeSituation situation) {
        Map<Answer, List<String>> events = new LinkedHashMap<>();
        for (LifeEvent event : LifeEvent.values()) {
            if (event.canMeet(situation)) {
                events.computeIfAbsent(answer(situation, event), _ -> new ArrayList<>())
                        .add(event.words);
            }
        }
        List<String> without = events.remove(Answer.NOTHING);
        StringBuilder section =
                new StringBuilder(
                        """

                        ## %s

                        %s

                        | Event | Becomes | Sent | Devices |
                        |---|---|---|---|
                        """
                                .formatted(title(situation), situation.words));
        events.forEach((answer, words) -> section.append(answer.row(words)));
        if (without != null) {
            section.append("\nNothing changes: ").append(String.join("; ", without)).append(".\n");
        }
        return section.toString();
    }

    private static String title(LifeSituation situation) {
        LifeUnderTest life = LifeEvent.STOP.life();
        situation.reach(life);
        String words = LifeSituation.name(Objects.requireNonNull(life.record()));
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private Answer answer(LifeSituation situation, LifeEvent event) {
        LifeUnderTest life = event.life();
        situation.reach(life);
        WorkloadRecord before = Objects.requireNonNull(life.record());
        assertThat(LifeSituation.name(before))
                .as("%s before %s", situation, event)
                .isEqualToIgnoringCase(title(situation));
        boolean held = life.holds();
        life.begin();
        event.happen(life);
        commands.addAll(life.commands);
        return new Answer(becomes(before, life), sent(life), devices(held, life.holds()));
    }

    private static String becomes(WorkloadRecord before, LifeUnderTest life) {
        Outcome.Refused refused = life.refused;
        if (refused != null) {
            return "refused: " + refused.detail().replaceAll(ID, "…");
        }
        WorkloadRecord after = life.record();
        if (after == null) {
            return "forgotten";
        }
        List<String> passed = new ArrayList<>();
        WorkloadRecord last = before;
        for (WorkloadRecord next : life.passed) {
            if (!same(last, next)) {
                passed.add(LifeSituation.name(next));
            }
            last = next;
        }
        return String.join(", then ", passed);
    }

    /** But for its revision. */
    private static boolean same(WorkloadRecord one, WorkloadRecord other) {
        return one.with(other.head()).equals(other)
                && LifeSituation.name(one).equals(LifeSituation.name(other));
    }

    private static String sent(LifeUnderTest life) {
        return life.sent.stream()
                .filter(effect -> effect.node().equals(Cluster.node(1)))
                .flatMap(WorkloadStatesPageTest::words)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> words(Effect effect) {
        return switch (effect) {
            case Effect.Start _ -> Stream.of("start");
            case Effect.Stop stop ->
                    Stream.of(
                            (stop.grace().isZero() ? "stop at once: " : "stop: ")
                                    + stop.reason().replaceAll(ID, "…"));
            case Effect.Admit _, Effect.Close _ -> Stream.of();
        };
    }

    private static String devices(boolean before, boolean after) {
        if (before == after) {
            return "";
        }
        return after ? "taken" : "freed";
    }
}
