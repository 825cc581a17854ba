package dev.clawgateway.net.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.time.SystemTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What whoever supervises the process is told, and how. */
@Timeout(180)
class SupervisorTest {
    @TempDir private Path folder;

    @Test
    void isToldByDatagramsAtAPath() {
        arrivesAt(folder.resolve("notify").toString());
    }

    @Test
    void isToldByDatagramsAtAnAbstractName() {
        arrivesAt("@claw-gateway-" + UUID.randomUUID());
    }

    private static void arrivesAt(String address) {
        Map<String, String> environment = Map.of("NOTIFY_SOCKET", address);
        try (NotifyListener listener = new NotifyListener(address)) {
            try (Supervisor manager = Supervisor.of(environment, new SystemTime())) {
                assertThat(manager.present()).isTrue();

                manager.status("opens its store\nREADY=1");
                manager.ready("serves");
                manager.stopping("ends");
            }

            await().until(() -> listener.heard().size() >= 3);
            assertThat(listener.heard())
                    .containsExactly(
                            "STATUS=opens its store READY=1",
                            "READY=1\nSTATUS=serves",
                            "STOPPING=1\nSTATUS=ends");
        }
    }

    @Test
    void isNotMissedWhereThereIsNone() {
        try (Supervisor nobody = Supervisor.of(Map.of(), new SystemTime())) {
            nobody.ready("serves");

            assertThat(nobody.present()).isFalse();
            assertThat(nobody.watchdog()).isNull();
        }
    }

    @Test
    void isNotWaitedForWhereItDoesNotListen() {
        Map<String, String> nowhere = Map.of("NOTIFY_SOCKET", folder.resolve("gone").toString());
        try (Supervisor deaf = Supervisor.of(nowhere, new SystemTime())) {
            deaf.ready("serves");
            deaf.alive();
        }
    }

    @Test
    void canOrderAReloadByTheMachinesOwnClock() {
        List<String> heard = new ArrayList<>();
        SystemTime time = new SystemTime();
        Supervisor manager = Supervisor.heard(heard::add, null, time);

        long before = time.nanos() / 1000;
        manager.reloading();
        long after = time.nanos() / 1000;
        manager.extend(Duration.ofMillis(1500));

        Matcher told =
                Pattern.compile("RELOADING=1\nMONOTONIC_USEC=(\\d+)\nSTATUS=.*")
                        .matcher(heard.getFirst());
        assertThat(told.matches()).isTrue();
        assertThat(Long.parseLong(told.group(1))).isBetween(before, after);
        assertThat(heard.getLast()).isEqualTo("EXTEND_TIMEOUT_USEC=1500000");
    }

    @ParameterizedTest
    @CsvSource({
        "30000000, 7, 30000",
        "30000000, , 30000",
        "30000000, 8, ",
        "0, 7, ",
        "x, 7, ",
        ", , "
    })
    void isGivenSignsOfLifeWhenItAsksThisProcess(
            @Nullable String micros, @Nullable String process, @Nullable Long millis) {
        Map<String, String> environment = new HashMap<>();
        if (micros != null) {
            environment.put("WATCHDOG_USEC", micros);
        }
        if (process != null) {
            environment.put("WATCHDOG_PID", process);
        }

        assertThat(Supervisor.watchdog(environment, 7))
                .isEqualTo(millis == null ? null : Duration.ofMillis(millis));
    }
}
