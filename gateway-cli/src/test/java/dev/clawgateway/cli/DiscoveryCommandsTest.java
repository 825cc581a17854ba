package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.discovery.DiscoveryClient;
import dev.clawgateway.client.discovery.DiscoveryListener;
import dev.clawgateway.client.discovery.Registration;
import dev.clawgateway.client.http.HttpAddresses;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands of the registry print, asked of a real gateway. */
class DiscoveryCommandsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir private Path folder;
    private InProcessGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new InProcessGateway(folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private DiscoveryClient member(Registration self) {
        DiscoveryClient member = DiscoveryClient.of(HttpAddresses.of(gateway.url()), self);
        member.start(new DiscoveryListener() {});
        await().atMost(LIMIT).until(member::registered);
        return member;
    }

    @Test
    void anEmptyRegistrySaysSo() {
        InProcessGateway.Ended list = gateway.line("discovery list");
        assertThat(list.code()).isZero();
        assertThat(list.err())
                .isEqualTo("No active member. Try one: claw-gateway discovery join --port 5001\n");
        InProcessGateway.Ended leader = gateway.line("discovery leader");
        assertThat(leader.code()).isEqualTo(1);
        assertThat(leader.err()).isEqualTo("No leader is known.\n");
        assertThat(gateway.line("discovery stats").out())
                .startsWith("Members    0, 0 active\nLeader     -\nVersion    0\n")
                .contains("Bootstrap  not given yet: the next member to join founds the cluster\n");
    }

    @Test
    void membersAreShownForPeopleAndPrograms() {
        try (DiscoveryClient zero =
                        member(Registration.of(0, "10.0.0.1", 5001).withCapabilities("raft", "x"));
                DiscoveryClient _ =
                        member(
                                Registration.of("b", "10.0.0.2", 5002)
                                        .withMetadata("role", "w\u001b[2J"))) {
            String[] lines = gateway.line("discovery ls").out().split("\n", -1);
            assertThat(lines[0]).startsWith("ID").contains("ADDRESS", "ROLE", "HEARD", "METADATA");
            assertThat(lines[1]).startsWith("0").contains("10.0.0.1:5001", "leader", "raft,x");
            assertThat(lines[2]).startsWith("b").contains("10.0.0.2:5002", "role=w");
            assertThat(lines[2]).doesNotContain("\u001b");

            assertThat(gateway.line("discovery list -o json").out())
                    .startsWith("{\"nodes\":[{\"node_id\":0,\"ip_address\":\"10.0.0.1\"")
                    .endsWith("\"registry_version\":2}\n");
            assertThat(gateway.line("discovery stats").out())
                    .contains("Members    2, 2 active\n", "Leader     0\n")
                    .contains("Bootstrap  given to 0, which has announced no leader yet\n");

            zero.announceLeader();
            await().atMost(LIMIT)
                    .until(() -> gateway.line("discovery stats").out().contains("given to 0\n"));
        }
    }

    @Test
    void aMemberIsTakenOutByDigitsOrText() {
        try (DiscoveryClient _ = member(Registration.of("7", "10.0.0.1", 5001))) {
            assertThat(gateway.line("discovery leave 7").out()).isEqualTo("Removed member 7.\n");
            InProcessGateway.Ended again = gateway.line("discovery leave 7 -o json");
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.out()).isEqualTo("{\"status\":\"not_found\",\"node_id\":7}\n");
            assertThat(again.err()).startsWith("error: no member 7\n  claw-gateway discovery list");
            assertThat(gateway.line("discovery reset -o json").out())
                    .startsWith("{\"removed_members\":0,\"registry_version\":2");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "discovery join --port 0 | --port: must be 1 to 65535, was 0",
                "discovery join --id= --port 1 | --id: must not be empty",
                "discovery join --port 1 --also nowhere | URL needs a scheme: write http://nowhere",
                "discovery leave | <ID>",
            })
    void saysWhatIsWrong(String line, String problem) {
        InProcessGateway.Ended ended = gateway.line(line);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(problem);
    }
}
