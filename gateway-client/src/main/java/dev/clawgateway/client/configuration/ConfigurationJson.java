package dev.clawgateway.client.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.protocol.configuration.ReloadAnswer;
import dev.clawgateway.protocol.configuration.SettingList;
import java.util.List;

/** Configurations for programs, in the form in which a gateway answers. */
public final class ConfigurationJson {
    private ConfigurationJson() {}

    /** Every key of one. */
    public static String settings(List<GatewaySetting> settings) {
        return text(
                new SettingList(
                                settings.stream()
                                        .map(one ->
                                                new SettingList.Item(
                                                        one.key(), one.value(), one.place()))
                                        .toList())
                        .write());
    }

    /** What would come of another one. */
    public static String outcome(
            List<ReloadOutcome.KeyChange> changed,
            List<ReloadOutcome.KeyChange> waiting,
            List<String> problems) {
        return text(new ReloadAnswer(changes(changed), changes(waiting), problems).write());
    }

    private static List<ReloadAnswer.Change> changes(List<ReloadOutcome.KeyChange> changes) {
        return changes.stream()
                .map(one -> new ReloadAnswer.Change(one.key(), one.before(), one.after()))
                .toList();
    }

    private static String text(byte[] json) {
        return new String(json, UTF_8);
    }
}
