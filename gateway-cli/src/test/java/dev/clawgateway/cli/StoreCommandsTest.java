package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The store's commands, on a gateway that runs and on the files of one that does not. */
class StoreCommandsTest {
    @TempDir private Path folder;

    @Test
    void copiesTheStoreOfAGatewayThatRuns() throws Exception {
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            assertThat(gateway.line("vc set research --guaranteed gpus=8").code()).isZero();

            Ended backup = gateway.line("store backup");
            Ended again = gateway.line("store backup --keep 1 --output json");
            Ended export = gateway.line("store export");

            assertThat(backup.err()).isEmpty();
            assertThat(backup.out()).startsWith("Backup 1 is in " + copies() + ", ");
            assertThat(again.out())
                    .contains("\"state\":\"done\",\"kind\":\"backup\"")
                    .contains("\"number\":2");
            assertThat(export.out())
                    .endsWith(" records are in " + copies().resolve("export.jsonl") + ".\n");
            assertThat(Files.readString(copies().resolve("export.jsonl"))).contains("\"research\"");
            assertThat(gateway.run("store", "check", data()).code()).isEqualTo(5);
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(copies().resolve("export.jsonl"))))
                .isEqualTo("rw-------");
        assertThat(run("store", "restore", "--list", data()).out())
                .contains("NUMBER")
                .contains("\n     2  ")
                .doesNotContain("\n     1  ");
    }

    @Test
    void makesAStoreOfACopyAndOverwritesNone() throws Exception {
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            assertThat(gateway.line("vc set research --guaranteed gpus=8").code()).isZero();
        }

        assertThat(run("store", "backup", "--offline", data()).code()).isZero();
        Path file = folder.resolve("all.jsonl");
        assertThat(run("store", "export", "--offline", data(), "--to=" + file).code()).isZero();
        Ended refused = run("store", "restore", data());
        Ended restored =
                run("store", "restore", "--from=" + copies(), "--data-dir=" + folder.resolve("a"));
        Ended imported =
                run("store", "import", file.toString(), "--data-dir=" + folder.resolve("b"));

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("there is a store at ").contains("already");
        assertThat(restored.out())
                .contains("1 virtual cluster")
                .contains("all that were acknowledged");
        assertThat(imported.out()).contains("1 virtual cluster");
        Ended checked = run("store", "check", "--output=json", "--data-dir=" + folder.resolve("b"));
        assertThat(checked.code()).isZero();
        assertThat(checked.out())
                .startsWith("{\"store\":\"" + folder.resolve("b/store") + "\",\"format\":5,")
                .contains("\"lost_writes\":0");
    }

    @Test
    void saysThatAcknowledgedWritesAreLostAndHowToGoOn() throws Exception {
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            assertThat(gateway.line("vc set research --guaranteed gpus=8").code()).isZero();
        }
        try (Stream<Path> files = Files.list(folder.resolve("data/store"))) {
            for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
                Files.delete(log);
            }
        }

        Ended found = run("store", "check", data());
        Ended accepted = run("store", "check", "--accept-loss", data());

        assertThat(found.code()).isEqualTo(8);
        assertThat(found.out()).contains("MORE WERE ACKNOWLEDGED, AND ARE LOST");
        assertThat(found.err()).contains("--accept-loss");
        assertThat(accepted.code()).isZero();
        assertThat(run("store", "check", data()).code()).isZero();
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(run("store", "check", data()).err()).contains("is not there");
        assertThat(run("store", "backup", "--gateway=ws://127.0.0.1:1").err())
                .contains("--offline");
        assertThat(run("store", "backup", "--offline", data()).err())
                .contains("there is no store at");
        assertThat(run("store", "export", "--offline", data()).code()).isEqualTo(2);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private String data() {
        return "--data-dir=" + folder.resolve("data");
    }

    private Path copies() {
        return folder.resolve("data/backups");
    }

    private static Ended run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine root = ClawGateway.commandLine();
        root.setOut(new PrintWriter(out, true));
        root.setErr(new PrintWriter(err, true));
        int code = root.execute(words);
        return new Ended(code, out.toString(), err.toString());
    }
}
