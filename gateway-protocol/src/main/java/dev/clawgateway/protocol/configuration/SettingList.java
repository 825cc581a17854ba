package dev.clawgateway.protocol.configuration;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every key of a configuration that is in force. */
public record SettingList(List<Item> settings) {
    private static final Kind<List<Item>> SETTINGS =
            Kinds.list(
                    Kinds.object(
                            item ->
                                    new Item(
                                            item.required("key", Kinds.TEXT),
                                            item.required("value", Kinds.TEXT),
                                            item.optional("place", Kinds.TEXT)),
                            (item, out) ->
                                    out.required("key", Kinds.TEXT, item.key)
                                            .required("value", Kinds.TEXT, item.value)
                                            .optional("place", Kinds.TEXT, item.place)));

    public SettingList {
        settings = List.copyOf(settings);
    }

    /**
     * One of them.
     *
     * @param value as it would be written; secrets hidden, empty where nothing is said
     * @param place file and line, or the flag; null for the default
     */
    public record Item(String key, String value, @Nullable String place) {}

    public byte[] write() {
        return JsonTree.write(out -> out.required("settings", SETTINGS, settings));
    }

    public static SettingList read(byte[] body) throws JsonFormatException {
        Members list = Value.root(JsonTree.parse(body), "settings").members();
        return new SettingList(list.required("settings", SETTINGS));
    }
}
