package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials, at a gateway that asks for them. */
class CredentialCommandsTest {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    @TempDir private Path folder;
    private InProcessGateway gateway;
    private String root;

    @BeforeEach
    void open() throws Exception {
        gateway =
                new InProcessGateway(
                        folder,
                        """
                        [auth]
                        enabled = true
                        token_secret = "a secret that has 32 bytes and more"
                        """);
        root = folder.resolve("root.token").toString();
        assertThat(
                        gateway.run(
                                        "token",
                                        "create",
                                        "--config",
                                        folder.resolve("gateway.toml").toString(),
                                        "--role",
                                        "admin",
                                        "--name",
                                        "root",
                                        "--out",
                                        root)
                                .code())
                .isZero();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private Ended as(String tokenFile, String line) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ", -1)));
        words.addAll(List.of("--token-file", tokenFile));
        return gateway.run(words.toArray(String[]::new));
    }

    /** The file of a token that the gateway has made. */
    private String made(String name, String options) {
        String file = folder.resolve(name).toString();
        Ended ended = as(root, "token create " + options + " --out " + file);
        assertThat(ended.code()).describedAs(ended.err()).isZero();
        return file;
    }

    private static String id(String text) {
        Matcher id = ID.matcher(text);
        assertThat(id.find()).describedAs(text).isTrue();
        return id.group();
    }

    @Test
    void makesTokensAtTheGateway() throws Exception {
        Ended text = as(root, "token create --role viewer --name bob");
        Ended json = as(root, "token create --node gpu-1 --label pool=a --expires 1h -o json");
        String file = made("ada.token", "--role operator --name ada");
        Ended again = as(root, "token create --role viewer --name eve --out " + file);

        assertThat(text.out().strip()).matches(TOKEN);
        assertThat(text.err()).matches("Token " + ID + " of bob is good until \\S+Z\\.\n");
        assertThat(json.out())
                .contains("\"kind\":\"node\"")
                .contains("\"labels\":{\"pool\":\"a\"}")
                .containsPattern("\"token\":\"" + TOKEN + "\"");
        assertThat(json.err()).isEmpty();
        assertThat(Files.readString(Path.of(file)).strip()).matches(TOKEN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file))))
                .isEqualTo("rw-------");
        assertThat(as(file, "whoami").out()).contains("ada").contains("operator");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("is there already");
        assertThat(as(root, "token list -o json").out()).doesNotContain("eve");
    }

    @Test
    void saysWhereTheTokenLiesAndNotWhatItIs() {
        Ended text = as(root, "token create --role viewer --out " + folder.resolve("a"));
        Ended json = as(root, "token create --role viewer -o json --out " + folder.resolve("b"));

        assertThat(text.out()).isEmpty();
        assertThat(text.err()).contains("lies in").doesNotContainPattern(TOKEN);
        assertThat(json.out()).contains("\"expires_at\"").doesNotContainPattern(TOKEN);
        assertThat(folder.resolve("b")).content().containsPattern(TOKEN);
    }

    /** Nothing is made that cannot be kept, and no file is left of what was not made. */
    @Test
    void makesNothingInVain() {
        String viewer = made("viewer", "--role viewer --name vic");
        Path file = folder.resolve("none");

        Ended denied = as(viewer, "token create --role viewer --out " + file);
        Ended nowhere = as(root, "token create --role viewer --out " + file.resolve("x"));
        Ended longer = as(root, "token create --role viewer --expires 40d --out " + file);

        assertThat(denied.code()).isEqualTo(1);
        assertThat(denied.err()).contains("needs the role admin").contains("--config");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(longer.err()).contains("no token outlives the one that it is made with");
        assertThat(file).doesNotExist();
        assertThat(as(root, "token list").out()).contains("vic").doesNotContain("none");
    }

    @Test
    void listsWhatHoldsAndTakesItBack() {
        String ada = made("ada", "--role operator --name ada --virtual-cluster red");
        made("join", "--join --node gpu-* --uses 3 --label pool=a");
        Ended list = as(root, "token list");
        String id = id(as(ada, "token inspect --file " + ada).out());

        Ended revoked = as(root, "token revoke " + id);

        assertThat(list.out())
                .contains("operator ada")
                .contains("virtual cluster red")
                .contains("join gpu-*")
                .contains("0/3")
                .contains("pool=a")
                .contains("root");
        assertThat(revoked.code()).isZero();
        assertThat(revoked.err()).contains("Took back " + id + " of operator ada.");
        assertThat(as(ada, "whoami").code()).isEqualTo(1);
        assertThat(as(root, "token list").out()).doesNotContain("ada");
        assertThat(as(root, "token list --all").out()).contains("ada").contains("taken back");
        assertThat(as(root, "token inspect " + id).out())
                .contains("State       taken back")
                .contains("Made by     root")
                .containsPattern("Taken back  \\S+Z");
        assertThat(as(root, "token inspect " + id + " -o json").out())
                .contains("\"revoked_at\"")
                .doesNotContainPattern(TOKEN);
    }

    @Test
    void takesBackSeveralAndWhateverSomebodyHas() {
        String ada = made("ada", "--role viewer --name ada");
        String bob = made("bob", "--role viewer --name bob");
        String other = made("other", "--role viewer --name bob");
        String ids = id(as(ada, "token inspect --file " + ada).out());

        Ended some = as(root, "token revoke " + ids + " 0b0e7a5c-0000-4000-8000-000000000001 a_b");
        Ended all = as(root, "token revoke --subject bob");

        assertThat(some.code()).isEqualTo(1);
        assertThat(some.err())
                .contains("viewer ada")
                .contains("which was made elsewhere")
                .contains("error: ");
        assertThat(all.code()).isZero();
        for (String file : List.of(ada, bob, other)) {
            assertThat(as(file, "whoami").code()).isEqualTo(1);
        }
        assertThat(as(root, "whoami").code()).isZero();
    }

    @Test
    void readsTokensWithoutAGateway() throws Exception {
        String node = made("node", "--node gpu-1 --label pool=a");
        List<String> nowhere = List.of("--gateway", "ws://127.0.0.1:1");

        Ended file = gateway.ended(join(List.of("token", "inspect", "--file", node), nowhere));
        Ended json =
                withInput(
                        Files.readString(Path.of(node)),
                        join(List.of("token", "inspect", "--stdin", "-o", "json"), nowhere));
        Ended odd = withInput("s3cret", join(List.of("token", "inspect", "--stdin"), nowhere));

        assertThat(file.out())
                .contains("For         node gpu-1")
                .contains("Labels      pool=a")
                .contains("State       not expired")
                .doesNotContainPattern(TOKEN);
        assertThat(file.err()).contains("signature was not looked at");
        assertThat(json.out())
                .contains("\"kind\":\"node\",\"node\":\"gpu-1\"")
                .doesNotContainPattern(TOKEN);
        assertThat(odd.code()).isEqualTo(1);
        assertThat(odd.err()).contains("no token of a claw-gateway").doesNotContain("s3cret");
    }

    private Ended withInput(String input, List<String> words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return gateway.ended(words);
        } finally {
            System.setIn(before);
        }
    }

    private static List<String> join(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token inspect",
                "token inspect eyJh.eyJh.c2ln",
                "token inspect a --stdin",
                "token revoke",
                "token revoke eyJh.eyJh.c2ln",
                "token revoke a --subject b",
                "can-i",
                "can-i nodes.list --list",
                "can-i nodes.list --node a --workload b",
                "can-i --list --node a"
            })
    void refusesWhatCannotBeMeant(String line) {
        Ended refused = as(root, line);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).isNotBlank().doesNotContain("eyJh");
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void saysWhoOneIs() {
        String bob =
                made("bob", "--role viewer --name bob --virtual-cluster a --own-only --expires 2h");
        String node = made("node", "--node gpu-*");

        assertThat(as(bob, "whoami").out())
                .contains("Name        bob")
                .contains("Role        viewer")
                .contains("Limits      virtual cluster a; own workloads")
                .containsPattern("Until       \\S+Z, in 1h59m");
        assertThat(as(node, "whoami").out())
                .contains("Name        gpu-*")
                .contains("Kind        node");
        assertThat(as(bob, "whoami -o json").out()).contains("\"role\":\"viewer\"");
        Ended nobody = gateway.run("whoami");
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.err())
                .contains("HTTP 401")
                .contains("--token-file FILE, CLAW_GATEWAY_TOKEN or claw-gateway login");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workloads.submit | 0 | yes",
                "workloads.submit --virtual-cluster red | 0 | yes",
                "workloads.stop | 0 | yes, but not all: ",
                "nodes.drain | 1 | no: nodes.drain needs the role admin",
                "nodes.drain --node node-0 | 1 | no: ",
                "nodes.drain --quiet | 1 | ''",
                "workloads.stop --workload mine | 0 | yes",
                "workloads.stop --workload yours | 1 | no: ",
                "workloads.burn | 1 | ''"
            })
    void saysWhatOneMay(String question, int code, String out) {
        gateway.startFleet(1, 2, 1, token(made("node", "--node node-*")));
        String ada = made("ada", "--role operator --name ada");
        assertThat(submit(ada, "mine").code()).isZero();
        assertThat(submit(root, "yours").code()).isZero();

        Ended answer = as(ada, "can-i " + question);

        assertThat(answer.code()).describedAs(answer.err()).isEqualTo(code);
        assertThat(answer.out()).startsWith(out);
        assertThat(answer.out().isBlank()).isEqualTo(out.isEmpty());
    }

    private Ended submit(String token, String name) {
        return gateway.run(
                "run",
                "--detach",
                "--gpus",
                "1",
                "--name",
                name,
                "--token-file",
                token,
                "--",
                "sleep");
    }

    private static String token(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void saysOfEverythingWhetherOneMay() {
        String ada = made("ada", "--role operator --name ada");

        Ended list = as(ada, "can-i --list");

        assertThat(list.code()).isZero();
        assertThat(list.out())
                .containsPattern("workloads.submit +yes")
                .containsPattern("workloads.stop +own +workloads.stop of another's")
                .containsPattern("tokens.rotate +no +tokens.rotate needs the role admin");
        assertThat(as(ada, "can-i --list -o json").out())
                .startsWith(
                        "{\"operations\":[{\"operation\":\"workloads.submit\",\"allowed\":true}");
    }

    /** Of configured secrets there is nothing to change here. */
    @Test
    void saysWhyTheKeyIsNotChanged() {
        Ended refused = as(root, "token rotate");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("token_secret");
    }

    @Test
    void hasAnotherKeySign(@TempDir Path other) throws Exception {
        try (InProcessGateway own = new InProcessGateway(other, "[auth]\nenabled = true\n")) {
            String admin = other.resolve("data/admin.token").toString();
            String config = other.resolve("gateway.toml").toString();
            List<String> create =
                    List.of("token", "create", "--config", config, "--role", "admin", "--out");
            String between = other.resolve("between").toString();

            assertThat(own.run("token", "rotate", "--token-file", admin).code()).isZero();
            assertThat(own.ended(join(create, List.of(between))).code()).isZero();
            assertThat(own.run("whoami", "--token-file", admin).code()).isZero();
            assertThat(own.run("token", "rotate", "--token-file", admin).code()).isZero();

            assertThat(own.run("whoami", "--token-file", admin).code()).isEqualTo(1);
            assertThat(own.run("whoami", "--token-file", between).code()).isZero();
        }
    }

    @Test
    void saysWhereNobodyIsAsked(@TempDir Path other) throws Exception {
        try (InProcessGateway open = new InProcessGateway(other)) {
            Ended who = open.run("whoami");

            assertThat(who.code()).isZero();
            assertThat(who.err()).contains("asks nobody");
            assertThat(open.run("token", "list").err()).contains("auth.enabled");
            assertThat(open.run("can-i", "nodes.drain").out()).isEqualTo("yes\n");
        }
    }

    /** Whatever it is that was asked: one line says what to show, and by which way. */
    @Test
    void saysHowToBeLetIn() {
        Ended nobody = gateway.run("status");
        Ended garbage =
                gateway.ended(
                        Map.of("CLAW_GATEWAY_TOKEN", "s3cret"),
                        List.of("node", "list", "--gateway", gateway.url()));

        for (Ended ended : List.of(nobody, garbage)) {
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err())
                    .contains("not let in at " + gateway.url())
                    .contains("--token-file FILE, CLAW_GATEWAY_TOKEN or claw-gateway login")
                    .doesNotContain("s3cret");
        }
    }
}
