package dev.clawgateway.server.dialect.openclaw.presence;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.dialect.openclaw.method.ParamReader;
import dev.clawgateway.server.dialect.openclaw.presence.PresenceEntry.Collected;
import dev.clawgateway.server.dialect.openclaw.presence.PresenceEntry.Word;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Who is there: to be asked for, and told more of. */
public final class PresenceMethods {
    private final PresenceList presence;
    private final GatewayOperations gateway;
    private final Executor queries;
    private final Time time;

    /**
     * Over a list.
     *
     * @param queries walks it
     */
    public PresenceMethods(
            PresenceList presence, GatewayOperations gateway, Executor queries, Time time) {
        this.presence = presence;
        this.gateway = gateway;
        this.queries = queries;
        this.time = time;
    }

    public List<MethodEntry> entries() {
        return List.of(
                MethodEntry.operator("system-presence", Scopes.READ, this::show),
                MethodEntry.operator("system-event", Scopes.ADMIN, this::tell));
    }

    private void show(MethodCall call) {
        gateway.status(
                call.caller(),
                answer ->
                        queries.execute(() ->
                                call.<GatewayOperations.Status>found(
                                                _ -> presence.shown().entries())
                                        .answer(answer)));
    }

    /**
     * What somebody tells.
     *
     * @param name of whom
     */
    private record Told(String name, PresenceEntry entry) {}

    private void tell(MethodCall call) {
        Told told = ParamReader.read(call, this::told);
        if (told == null) {
            return;
        }
        gateway.status(
                call.caller(),
                answer -> {
                    if (answer instanceof Answer.Given<GatewayOperations.Status>) {
                        presence.said(told.name, told.entry);
                        call.ok();
                    } else {
                        call.<GatewayOperations.Status>found(_ -> call.params()).answer(answer);
                    }
                });
    }

    private Told told(Members in) throws JsonFormatException {
        Map<Word, String> words = new EnumMap<>(Word.class);
        BiConsumer<Word, @Nullable String> say = PresenceEntry.saying(words);
        for (Word word : Word.values()) {
            say.accept(
                    word,
                    word == Word.TEXT
                            ? in.required(word.member(), Kinds.TEXT)
                            : in.optional(word.member(), Kinds.TEXT));
        }
        if (!words.containsKey(Word.TEXT)) {
            throw in.member(Word.TEXT.member()).mustBe("text that is not empty");
        }
        Map<Collected, List<String>> lists = new EnumMap<>(Collected.class);
        for (Collected list : Collected.values()) {
            List<String> texts = in.optional(list.member(), Kinds.TEXTS);
            if (texts != null) {
                lists.put(list, PresenceEntry.bounded(texts));
            }
        }
        Long input = in.optional("lastInputSeconds", Kinds.U32);
        return new Told(
                name(words),
                new PresenceEntry(time.now().toEpochMilli(), words, lists, input, null, false));
    }

    private static String name(Map<Word, String> words) {
        for (Word word : List.of(Word.DEVICE_ID, Word.INSTANCE_ID, Word.HOST, Word.IP)) {
            String name = words.get(word);
            if (name != null) {
                return name;
            }
        }
        return words.getOrDefault(Word.TEXT, "");
    }
}
