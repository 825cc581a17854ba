package dev.clawgateway.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.Access.Decision;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table in {@code docs/security.md}, which people wrote and read, says of the door what it
 * does: every operation, in every column.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTableTest {
    private static final Path PAGE = Path.of("../docs/security.md");
    private static final List<String> COLUMNS =
            List.of("guest", "node", "viewer", "operator", "admin", "limited");

    private static final NodeId NODE = new NodeId(new UUID(0, 1));
    private static final Principal ANN = new Principal.Operator("ann");
    private static final Principal BOB = new Principal.Operator("bob");
    private static final String HERE = "here";
    private static final String ELSEWHERE = "elsewhere";

    private static final Target OWN = workload(HERE, ANN);
    private static final Target ANOTHERS = workload(HERE, BOB);
    private static final Target NOBODYS = workload(HERE, null);
    private static final Target NEW = Target.in(HERE, ANN);
    private static final Target UNKNOWN = new Target.OfUnknown(new WorkloadId(new UUID(0, 9)));
    private static final Target OUTSIDE = workload(ELSEWHERE, ANN);
    private static final Target NEW_OUTSIDE = Target.in(ELSEWHERE, ANN);
    private static final Target ITSELF = Target.of(NODE);
    private static final Target OTHER_NODE = Target.of(new NodeId(new UUID(0, 2)));

    private static final List<Target> ALL =
            List.of(
                    Target.NONE,
                    OWN,
                    ANOTHERS,
                    NOBODYS,
                    NEW,
                    UNKNOWN,
                    OUTSIDE,
                    NEW_OUTSIDE,
                    ITSELF,
                    OTHER_NODE);

    private final Access door = new RoleAccess();
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    private static Target workload(String virtualCluster, @Nullable Principal owner) {
        return new Target.OfWorkload(new WorkloadId(new UUID(0, 3)), virtualCluster, owner);
    }

    @BeforeAll
    void read() throws IOException {
        List<String> lines =
                Files.readAllLines(PAGE).stream()
                        .dropWhile(line -> !line.startsWith("| operation | guest "))
                        .takeWhile(line -> line.startsWith("|"))
                        .toList();
        assertThat(cells(lines.getFirst()).subList(1, COLUMNS.size() + 1)).isEqualTo(COLUMNS);
        for (String line : lines.subList(2, lines.size())) {
            List<String> cells = cells(line);
            String operation = cells.getFirst().replace("`", "");
            assertThat(rows.put(operation, cells.subList(1, cells.size()))).isNull();
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
    }

    @Test
    void namesEveryOperationOnce() {
        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Operation.values()).map(Operation::text).toList());
        System.out.println(
                rows.size()
                        + " operations in "
                        + COLUMNS.size()
                        + " columns: "
                        + rows.size() * COLUMNS.size()
                        + " pairs, each of "
                        + ALL.size()
                        + " objects");
    }

    @ParameterizedTest
    @EnumSource
    void isWhatTheDoorDoes(Operation operation) {
        List<String> cells = rows.get(operation.text());
        for (int i = 0; i < COLUMNS.size(); i++) {
            String column = COLUMNS.get(i);
            for (Target target : ALL) {
                assertThat(word(door.decide(caller(column), operation, target)))
                        .describedAs("%s by %s of %s", operation.text(), column, target)
                        .isEqualTo(expected(cells.get(i), target));
            }
        }
    }

    /** What a cell of the table means for an object. */
    private static String expected(String cell, Target target) {
        return switch (cell) {
            case "no" -> "denied";
            case "yes", "part" -> "allowed";
            case "itself" -> target.equals(ITSELF) ? "allowed" : "denied";
            case "own" ->
                    target.equals(OWN)
                                    || target.equals(NEW)
                                    || target.equals(OUTSIDE)
                                    || target.equals(NEW_OUTSIDE)
                            ? "allowed"
                            : target.equals(UNKNOWN) ? "unseen" : "denied";
            case "sight" ->
                    target.equals(OUTSIDE) || target.equals(UNKNOWN)
                            ? "unseen"
                            : target.equals(OWN)
                                            || target.equals(ANOTHERS)
                                            || target.equals(NOBODYS)
                                            || target.equals(NEW)
                                    ? "allowed"
                                    : "denied";
            default -> throw new AssertionError("the page has a cell '" + cell + "'");
        };
    }

    private static Caller caller(String column) {
        return switch (column) {
            case "guest" -> somebody(new Principal.Device("7"), null);
            case "node" -> somebody(new Principal.Node(NODE), null);
            case "limited" -> somebody(ANN, new Rights(Role.ADMIN, List.of(HERE), false));
            default -> somebody(ANN, Rights.of(Role.valueOf(column.toUpperCase(Locale.ROOT))));
        };
    }

    private static Caller somebody(Principal who, @Nullable Rights rights) {
        return new Caller(who, "any", "192.0.2.1", 4711, false, null, rights, Terms.NONE);
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> "allowed";
            case Decision.Denied _ -> "denied";
            case Decision.Unseen _ -> "unseen";
        };
    }

    /** To their own workloads, in all virtual clusters: what is others' is not there. */
    @ParameterizedTest
    @EnumSource
    void whoIsLimitedToOwnWorkloadsFindsNoOthers(Operation operation) {
        Caller limited = somebody(ANN, new Rights(Role.ADMIN, null, true));
        boolean ofWorkloads = rows.get(operation.text()).getLast().equals("sight");

        for (Target target : List.of(ANOTHERS, NOBODYS)) {
            assertThat(word(door.decide(limited, operation, target)))
                    .isEqualTo(ofWorkloads ? "unseen" : byLimited(operation));
        }
        assertThat(word(door.decide(limited, operation, OUTSIDE)))
                .isEqualTo(ofWorkloads ? "allowed" : byLimited(operation));
    }

    private String byLimited(Operation operation) {
        return rows.get(operation.text()).getLast().equals("no") ? "denied" : "allowed";
    }

    /** A list of virtual clusters that has none allows none. */
    @Test
    void aCredentialForNoVirtualClusterSeesNone() {
        Caller nowhere = somebody(ANN, new Rights(Role.ADMIN, List.of(), false));

        assertThat(word(door.decide(nowhere, Operation.GET_WORKLOAD, OWN))).isEqualTo("unseen");
        assertThat(word(door.decide(nowhere, Operation.SUBMIT_WORKLOAD, NEW))).isEqualTo("denied");
    }

    /** Two who have no name are not the same somebody. */
    @Test
    void whoeverHasNoNameOwnsNothing() {
        Principal nobody = new Principal.Operator(null);
        Caller operator = somebody(nobody, Rights.of(Role.OPERATOR));

        assertThat(word(door.decide(operator, Operation.STOP_WORKLOAD, workload(HERE, nobody))))
                .isEqualTo("denied");
    }

    @ParameterizedTest
    @MethodSource("unlimited")
    void saysWhichRoleIsMissing(Role role) {
        Decision decision =
                door.decide(somebody(ANN, Rights.of(role)), Operation.STOP_WORKLOAD, ANOTHERS);

        assertThat(decision)
                .isEqualTo(
                        new Decision.Denied(
                                role == Role.VIEWER
                                        ? "workloads.stop needs the role operator; this credential"
                                                + " has the role viewer"
                                        : "workloads.stop of another's workload needs the role admin;"
                                                + " this credential has the role operator"));
    }

    static Stream<Role> unlimited() {
        return Stream.of(Role.VIEWER, Role.OPERATOR);
    }

    /** Nobody comes in as the gateway itself. */
    @ParameterizedTest
    @EnumSource
    void theGatewayItselfAsksAtNoDoor(Operation operation) {
        assertThat(word(door.decide(Caller.GATEWAY, operation, Target.NONE))).isEqualTo("denied");
    }
}
