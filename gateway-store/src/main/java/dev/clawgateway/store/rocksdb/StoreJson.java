package dev.clawgateway.store.rocksdb;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What is said of stores and backups, as one line of JSON for programs. */
public final class StoreJson {
    private StoreJson() {}

    public static String of(StoreReport report, Path store) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("store", store.toString());
        json.put("format", report.format());
        json.put("records", report.records());
        json.put("last_event", report.lastEvent());
        json.put("last_revision", report.lastRevision());
        json.put("last_write", report.reaches());
        json.put(
                "last_acknowledged_write",
                report.noted().isPresent() ? report.noted().getAsLong() : null);
        json.put("lost_writes", report.lost());
        json.put("unfinished_bytes", report.unfinishedBytes());
        json.put("bytes", report.bytes());
        return line(json);
    }

    public static String of(List<Backups.Backup> backups) {
        return line(
                Map.of(
                        "backups",
                        backups.stream()
                                .map(backup -> {
                                    Map<String, Object> json = new LinkedHashMap<>();
                                    json.put("number", backup.number());
                                    json.put("taken", backup.at().toString());
                                    json.put("bytes", backup.bytes());
                                    json.put("files", backup.files());
                                    return json;
                                })
                                .toList()));
    }

    private static String line(Map<String, ?> json) {
        return new JsonMapper().writeValueAsString(json);
    }
}
