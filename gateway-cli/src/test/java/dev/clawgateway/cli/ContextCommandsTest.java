package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gateways by names, at one that runs. */
class ContextCommandsTest {
    @TempDir private Path folder;

    @Test
    void asksTheGatewayThatOneHasLoggedInTo() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "ey.secret\n");
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            Ended login = gateway.run("login", "--name", "lab", "--token-file", token.toString());
            Ended status = gateway.ended(List.of("status"));
            Ended list = gateway.ended(List.of("context", "list"));
            Ended json = gateway.ended(List.of("context", "list", "--output", "json"));

            assertThat(login.code()).isZero();
            assertThat(login.err()).contains("context 'lab'").doesNotContain("secret");
            assertThat(status.out()).contains(gateway.url());
            assertThat(list.out()).contains("*").contains("lab").contains("yes");
            assertThat(json.out()).contains("\"current\":\"lab\"").doesNotContain("secret");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept())))
                    .isEqualTo("rw-------");
            assertThat(kept()).content().contains("ey.secret");
        }
    }

    /** The same as the list, and never the token. */
    @Test
    void tellsProgramsWhatIsKeptNow() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "ey.secret\n");
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            Ended login =
                    gateway.run(
                            "login",
                            "--name",
                            "a",
                            "--token-file",
                            token.toString(),
                            "--output",
                            "json");
            assertThat(login.out()).isEqualTo(list(gateway)).contains("\"current\":\"a\"");

            for (List<String> change :
                    List.of(List.of("rename", "a", "b"), List.of("use", "b"), List.of("rm", "b"))) {
                List<String> words = new ArrayList<>(List.of("context"));
                words.addAll(change);
                words.addAll(List.of("-o", "json"));

                Ended changed = gateway.ended(words);

                assertThat(changed.code()).isZero();
                assertThat(changed.out()).isEqualTo(list(gateway)).doesNotContain("secret");
            }
        }
    }

    private static String list(InProcessGateway gateway) throws Exception {
        return gateway.ended(List.of("context", "list", "-o", "json")).out();
    }

    @Test
    void switchesRenamesAndForgets() throws Exception {
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            assertThat(gateway.run("login", "--name", "a").code()).isZero();
            assertThat(gateway.run("login", "--name", "b").code()).isZero();

            assertThat(gateway.ended(List.of("context", "use", "a")).code()).isZero();
            assertThat(gateway.ended(List.of("context", "rename", "a", "b")).err())
                    .contains("already");
            assertThat(gateway.ended(List.of("context", "rename", "a", "c")).code()).isZero();
            assertThat(gateway.ended(List.of("context", "list", "-o", "json")).out())
                    .contains("\"current\":\"c\"");
            assertThat(gateway.ended(List.of("context", "remove", "c")).code()).isZero();
            Ended unknown = gateway.ended(List.of("--context", "c", "status"));

            assertThat(unknown.code()).isEqualTo(2);
            assertThat(unknown.err()).contains("no context is called 'c'; there are: b");
            assertThat(gateway.ended(List.of("--context", "b", "status")).code()).isZero();
        }
    }

    @Test
    void keepsNothingThatDoesNotWork() throws Exception {
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            Ended away =
                    gateway.ended(List.of("login", "--gateway", "ws://127.0.0.1:1", "--name", "x"));
            Ended odd = gateway.run("login", "--name", "two words");

            assertThat(away.code()).isEqualTo(1);
            assertThat(odd.code()).isEqualTo(2);
            assertThat(odd.err()).contains("--name: must be letters");
            assertThat(kept()).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://127.0.0.1:1/?token=ey.secret", "ws://node:ey.secret@127.0.0.1:1"})
    void keepsNoAddressWithASecretInIt(String url) throws Exception {
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            Ended login = gateway.ended(List.of("login", "--gateway", url));

            assertThat(login.code()).isEqualTo(2);
            assertThat(login.err()).contains("--token-file").doesNotContain("secret");
            assertThat(kept()).doesNotExist();
        }
    }

    @Test
    void doesNotTakeOneGatewayForAnother() throws Exception {
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            assertThat(gateway.run("login", "--name", "lab").code()).isZero();

            Ended both =
                    gateway.ended(
                            List.of("--context", "lab", "--gateway", "ws://127.0.0.1:1", "status"));
            Files.setPosixFilePermissions(kept(), PosixFilePermissions.fromString("rw-rw-r--"));
            Ended open = gateway.ended(List.of("status"));

            assertThat(both.code()).isEqualTo(2);
            assertThat(both.err()).contains("give one of them");
            assertThat(open.code()).isEqualTo(1);
            assertThat(open.err()).contains("chmod 600");
        }
    }

    private Path kept() {
        return folder.resolve("home/.config/claw-gateway/contexts.json");
    }
}
