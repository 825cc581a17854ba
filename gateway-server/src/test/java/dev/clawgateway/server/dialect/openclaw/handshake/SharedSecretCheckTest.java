package dev.clawgateway.server.dialect.openclaw.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Peer;
import dev.clawgateway.protocol.openclaw.connect.Secrets;
import dev.clawgateway.server.dialect.openclaw.session.SharedSecret;
import dev.clawgateway.server.fixture.Connects;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who comes in by which secret, and what becomes of wrong ones. */
class SharedSecretCheckTest extends Arriving {
    @Test
    void missingSecretIsToldFromAWrongOne() {
        withSecrets(Secrets.NONE);

        assertThat(error().message()).startsWith("unauthorized: gateway token missing (");
        assertThat(error().details())
                .hasToString(
                        "{\"code\":\"AUTH_TOKEN_MISSING\",\"authReason\":\"token_missing\","
                                + "\"canRetryWithDeviceToken\":false,"
                                + "\"recommendedNextStep\":\"update_auth_configuration\"}");
        assertClosed(1008, error().message());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, AUTH_PASSWORD_MISSING",
                "-, wrong, AUTH_PASSWORD_MISMATCH",
                "wrong, -, AUTH_PASSWORD_MISMATCH",
                "-, right, -",
                "right, -, -",
            })
    void passwordMayComeAsEither(
            @Nullable String token, @Nullable String password, @Nullable String code) {
        pairings.approve();
        settings = settings.with(new SharedSecret(SharedSecret.Mode.PASSWORD, "right", false));
        withSecrets(new Secrets(token, password, null, null));

        if (code == null) {
            assertThat(admitted).hasSize(1);
        } else {
            assertThat(error().details().get("code").asString()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "cli, cli, 127.0.0.1, localhost:18789, -, operator.read",
                "cli, cli, ::1, [::1]:18789, -, operator.read",
                "cli, cli, 127.0.0.1, gw.tail.ts.net, -, operator.read",
                "cli, cli, 127.0.0.1, evil.example, -, -",
                "cli, cli, 127.0.0.1, localhost, x-forwarded-for, -",
                "cli, cli, 10.0.0.9, localhost, -, -",
                "cli, probe, 127.0.0.1, localhost, -, -",
                "openclaw-tui, cli, 127.0.0.1, localhost, -, -",
            })
    void onlyTheCommandLineOfThisMachineKeepsScopesWithoutADevice(
            String client,
            String mode,
            String address,
            String host,
            @Nullable String forwarded,
            @Nullable String kept) {
        headers.put("host", host);
        if (forwarded != null) {
            headers.put(forwarded, "10.0.0.1");
        }
        connect(
                new Peer("server", true, address, 1, null, null),
                Connects.as(
                        Connects.cli("fleet-secret", "operator.read"),
                        4,
                        4,
                        client,
                        mode,
                        "operator"));

        assertThat(admitted.getFirst().scopes())
                .isEqualTo(kept == null ? List.of() : List.of(kept));
    }

    @Test
    void withoutSecretTheCommandLineOfThisMachineKeepsWhatItAsksFor() {
        settings = settings.with(SharedSecret.NONE);
        connect(HERE, Connects.cli(null, "operator.admin"));

        assertThat(hello().auth().scopes()).containsExactly("operator.admin");
        assertThat(hello().snapshot().authMode()).isEqualTo("none");
    }

    @Test
    void withoutSecretNobodyComesInFromElsewhere() {
        settings = settings.with(SharedSecret.NONE);
        withSecrets(ELSEWHERE, new Secrets(null, null, null, null));

        assertThat(error().details().get("code").asString()).isEqualTo("AUTH_REQUIRED");
    }

    @Test
    void whereAskedTheSecretMayBeSparedOnThisMachineOnly() {
        settings = settings.with(new SharedSecret(SharedSecret.Mode.TOKEN, "fleet-secret", true));
        connect(HERE, Connects.cli(null, "operator.read"));
        assertThat(admitted).hasSize(1);

        connect(ELSEWHERE, Connects.cli("wrong"));
        assertThat(error().details().get("code").asString()).isEqualTo("AUTH_TOKEN_MISMATCH");
    }

    @Test
    void whoShowsWhatIsWrongTooOftenWaits() {
        for (int i = 0; i < 10; i++) {
            connect(ELSEWHERE, Connects.cli("wrong"));
            assertThat(error().details().get("code").asString()).isEqualTo("AUTH_TOKEN_MISMATCH");
        }
        connect(ELSEWHERE, Connects.cli("wrong"));
        assertThat(session.closing()).isFalse();
        session.pass(Duration.ofSeconds(5));

        assertThat(error().details().get("code").asString()).isEqualTo("AUTH_RATE_LIMITED");
        assertThat(error().retryAfterMs()).isEqualTo(250);
    }

    @Test
    void whoShowsWhatIsRightNeverWaits() {
        for (int i = 0; i < 100; i++) {
            connect(ELSEWHERE, Connects.cli("wrong"));
        }
        connect(ELSEWHERE, Connects.cli("fleet-secret"));

        assertThat(admitted).hasSize(1);
    }

    @Test
    void deviceThatTriesTheSameAgainCountsOnceAMinute() {
        for (int i = 0; i < 100; i++) {
            withSecrets(ELSEWHERE, new Secrets("wrong", null, null, null));
            assertThat(error().details().get("code").asString()).isEqualTo("AUTH_TOKEN_MISMATCH");
        }
    }

    @Test
    void whoIsOnlyNotLetInBreaksNoRule() {
        connect(ELSEWHERE, Connects.cli("wrong"));
        begin(HERE).received("garbage");

        assertThat(traffic.refusals().count("openclaw_auth_token_mismatch")).isEqualTo(1);
        assertThat(traffic.violations().count("openclaw_unreadable")).isEqualTo(1);
        assertThat(traffic.violations().total()).isEqualTo(1);
    }
}
