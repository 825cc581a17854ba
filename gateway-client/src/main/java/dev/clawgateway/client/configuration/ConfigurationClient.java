package dev.clawgateway.client.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.http.HttpAnswer;
import dev.clawgateway.client.http.HttpCalls;
import dev.clawgateway.client.http.NoAnswerException;
import dev.clawgateway.protocol.configuration.ReloadAnswer;
import dev.clawgateway.protocol.configuration.SettingList;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Asks a gateway about its configuration, and has it read again. Belongs to one thread. */
public final class ConfigurationClient implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String CONFIGURATION = "/api/v1/gateway/configuration";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int UNUSABLE = 422;

    private final HttpCalls http;

    /** Opens no connection yet. */
    public ConfigurationClient(HttpAddresses gateway) {
        http = new HttpCalls(gateway, LIMIT);
    }

    /** Has it read again, and gone by, if it can be used. */
    public ReloadOutcome reload() throws ConfigurationException, InterruptedException {
        return outcome(call("POST", "/api/v1/gateway/reload", Set.of(OK, UNUSABLE)));
    }

    /** What {@link #reload} would answer; changes nothing. */
    public ReloadOutcome changes() throws ConfigurationException, InterruptedException {
        return outcome(call("GET", CONFIGURATION + "/changes", Set.of(OK, UNUSABLE)));
    }

    /** Every key that is in force. */
    public List<GatewaySetting> settings() throws ConfigurationException, InterruptedException {
        HttpAnswer answer = call("GET", CONFIGURATION, Set.of(OK));
        try {
            return SettingList.read(answer.body()).settings().stream()
                    .map(item -> new GatewaySetting(item.key(), item.value(), item.place()))
                    .toList();
        } catch (JsonFormatException e) {
            throw noGateway(answer, e);
        }
    }

    private HttpAnswer call(String method, String path, Set<Integer> good)
            throws ConfigurationException, InterruptedException {
        HttpAnswer answer;
        try {
            answer = http.call(method, path, null, LIMIT);
        } catch (NoAnswerException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), 0);
        }
        if (!good.contains(answer.status())) {
            String why =
                    answer.status() == NOT_FOUND
                            ? ": its configuration cannot be read again; this gateway is older"
                            : ": HTTP " + answer.status() + answer.reason();
            throw new ConfigurationException(answer.gateway() + why, answer.status());
        }
        return answer;
    }

    private static ReloadOutcome outcome(HttpAnswer answer) throws ConfigurationException {
        try {
            ReloadAnswer read = ReloadAnswer.read(answer.body());
            return new ReloadOutcome(
                    changes(read.changed()),
                    changes(read.waiting()),
                    read.problems(),
                    new String(answer.body(), UTF_8));
        } catch (JsonFormatException e) {
            throw noGateway(answer, e);
        }
    }

    private static ConfigurationException noGateway(HttpAnswer answer, JsonFormatException why) {
        return new ConfigurationException(
                answer.gateway() + ": what answers is no gateway: " + why.getMessage(), 0);
    }

    private static List<ReloadOutcome.KeyChange> changes(List<ReloadAnswer.Change> changes) {
        return changes.stream()
                .map(one -> new ReloadOutcome.KeyChange(one.key(), one.before(), one.after()))
                .toList();
    }

    @Override
    public void close() {
        http.close();
    }
}
