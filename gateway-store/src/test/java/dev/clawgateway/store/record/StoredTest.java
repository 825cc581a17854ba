package dev.clawgateway.store.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.KeptAnswer;
import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.credential.JoinUse;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.OwnEntry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.store.RandomRecords;
import dev.clawgateway.store.form.Declared;
import dev.clawgateway.store.form.StoredKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record there is, by its table. */
class StoredTest {
    private static final int ROUNDS = 500;
    private static final String GONE = "gone: ";

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(Stored.NODE, NodeRecord.class),
                Arguments.of(Stored.SPEC, WorkloadSpec.class),
                Arguments.of(Stored.CLUSTER, VirtualCluster.class),
                Arguments.of(Stored.PAST_USE, PastUseRecord.class),
                Arguments.of(Stored.MODE, Mode.class),
                Arguments.of(Stored.EVENT, Event.class),
                Arguments.of(Stored.DISCOVERED, DiscoveryMember.class),
                Arguments.of(Stored.STANDING, DiscoveryStanding.class),
                Arguments.of(Stored.MEMBER, MemberRecord.class),
                Arguments.of(Stored.OWN_ENTRY, OwnEntry.class),
                Arguments.of(Stored.WINDOW, MaintenanceWindow.class),
                Arguments.of(Stored.WORKSPACE, Workspace.class),
                Arguments.of(Stored.CREDENTIAL, CredentialRecord.class),
                Arguments.of(Stored.REVOCATION, Revocation.class),
                Arguments.of(Stored.JOIN_USE, JoinUse.class),
                Arguments.of(Stored.DEVICE, PairedDevice.class),
                Arguments.of(Stored.ANSWER, KeptAnswer.class));
    }

    /** So every component has a number: those of a random record come back, also new ones. */
    @ParameterizedTest
    @MethodSource("kinds")
    <T> void readsWhatItWrote(StoredKind<T> kind, Class<T> type) {
        long seed = new Random().nextLong();
        RandomRecords records = new RandomRecords(new Random(seed));

        for (int round = 0; round < ROUNDS; round++) {
            T written = records.next(type);

            StoredKind.Found<T> read = kind.read(kind.write(written));

            assertThat(read.record()).as("seed %d round %d", seed, round).isEqualTo(written);
            assertThat(read.kept()).isNull();
        }
    }

    @Test
    void readsWorkloadsItWrote() {
        long seed = new Random().nextLong();
        RandomRecords records = new RandomRecords(new Random(seed));

        for (int round = 0; round < ROUNDS; round++) {
            WorkloadRecord written = records.next(WorkloadRecord.class);

            StoredWorkload stored = StoredWorkload.of(written, round);
            StoredWorkload read = Stored.WORKLOAD.read(Stored.WORKLOAD.write(stored)).record();

            assertThat(read.spec()).isEqualTo(round);
            assertThat(read.record(written.spec()))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(written);
        }
    }

    /**
     * Fails when a number is new: add its line, and never change one. One that is used no more gets
     * the word "gone: " before its line, and stays.
     */
    @Test
    void everyNumberIsOnTheList() throws IOException {
        List<String> listed = numbers().filter(line -> !line.startsWith(GONE)).toList();

        assertThat(Declared.by(Stored.ALL)).containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void noNumberIsUsedTwiceOrAgain() throws IOException {
        Set<String> used = new HashSet<>();
        Set<String> names = new HashSet<>();

        numbers()
                .map(line -> line.replace(GONE, ""))
                .forEach(line -> {
                    // A path, which may have spaces in the name of a kind, a number, and what is
                    // behind it.
                    String[] parts = line.split(" (?=\\d+ )", 2);
                    String number = parts[1].split(" ", 3)[0];
                    String name = parts[1].split(" ", 3)[1];
                    assertThat(used.add(parts[0] + " " + number)).as(line).isTrue();
                    assertThat(names.add(parts[0] + " " + name) || parts[0].equals("/"))
                            .as(line)
                            .isTrue();
                    assertThat(line).doesNotContain("nothing tells apart");
                });
    }

    private static Stream<String> numbers() throws IOException {
        try (InputStream list = StoredTest.class.getResourceAsStream("numbers.txt")) {
            return new String(Objects.requireNonNull(list).readAllBytes(), UTF_8).lines();
        }
    }
}
