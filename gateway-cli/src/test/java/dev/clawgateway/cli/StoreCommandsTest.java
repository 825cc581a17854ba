package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(Ended.of("store", "restore", "--list", data()).out())
                .contains("NUMBER")
                .contains("\n     2  ")
                .doesNotContain("\n     1  ");
    }

    @Test
    void makesAStoreOfACopyAndOverwritesNone() throws Exception {
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            assertThat(gateway.line("vc set research --guaranteed gpus=8").code()).isZero();
        }

        assertThat(Ended.of("store", "backup", "--offline", data()).code()).isZero();
        Path file = folder.resolve("all.jsonl");
        assertThat(Ended.of("store", "export", "--offline", data(), "--to=" + file).code())
                .isZero();
        Ended refused = Ended.of("store", "restore", data());
        Ended restored =
                Ended.of(
                        "store",
                        "restore",
                        "--from=" + copies(),
                        "--data-dir=" + folder.resolve("a"));
        Ended imported =
                Ended.of("store", "import", file.toString(), "--data-dir=" + folder.resolve("b"));

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("there is a store at ").contains("already");
        assertThat(restored.out())
                .contains("1 virtual cluster")
                .contains("all that were acknowledged");
        assertThat(imported.out()).contains("1 virtual cluster");
        Ended checked =
                Ended.of("store", "check", "--output=json", "--data-dir=" + folder.resolve("b"));
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

        Ended found = Ended.of("store", "check", data());
        Ended accepted = Ended.of("store", "check", "--accept-loss", data());

        assertThat(found.code()).isEqualTo(8);
        assertThat(found.out()).contains("MORE WERE ACKNOWLEDGED, AND ARE LOST");
        assertThat(found.err()).contains("--accept-loss");
        assertThat(accepted.code()).isZero();
        assertThat(Ended.of("store", "check", data()).code()).isZero();
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(Ended.of("store", "check", data()).err()).contains("is not there");
        assertThat(Ended.of("store", "backup", "--gateway=ws://127.0.0.1:1").err())
                .contains("--offline");
        assertThat(Ended.of("store", "backup", "--offline", data()).err())
                .contains("there is no store at");
        assertThat(Ended.of("store", "export", "--offline", data()).code()).isEqualTo(2);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private String data() {
        return "--data-dir=" + folder.resolve("data");
    }

    private Path copies() {
        return folder.resolve("data/backups");
    }
}
