package dev.clawgateway.server.dialect.openclaw.presence;

import dev.clawgateway.core.Excerpt;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.connect.ClientInfo;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One that is there, or was of late.
 *
 * @param ts of its last change, in milliseconds since 1970
 * @param words what there is to say of it in texts, in the order they are shown; never empty ones
 * @param lists the same in lists
 * @param lastInputSeconds since somebody used it; null when that is not known
 * @param holder id of the connection that keeps it; null when none does
 * @param stays whether it is kept for as long as that connection
 */
record PresenceEntry(
        long ts,
        Map<Word, String> words,
        Map<Collected, List<String>> lists,
        @Nullable Long lastInputSeconds,
        @Nullable String holder,
        boolean stays) {
    /** What a client says of itself, and what is told of it, is cut to so many characters. */
    private static final int LONGEST = 256;

    /** A list to so many texts. */
    private static final int MOST_IN_LIST = 32;

    /** Texts of an entry, in the order they are shown. */
    enum Word {
        HOST("host"),
        IP("ip"),
        VERSION("version"),
        PLATFORM("platform"),
        DEVICE_FAMILY("deviceFamily"),
        MODEL_IDENTIFIER("modelIdentifier"),
        MODE("mode"),
        REASON("reason"),
        INSTANCE_ID("instanceId"),
        DEVICE_ID("deviceId"),
        TEXT("text");

        private final String member;

        Word(String member) {
            this.member = member;
        }

        /** As it is on the wire. */
        String member() {
            return member;
        }
    }

    /** Lists of an entry. */
    enum Collected {
        ROLES("roles"),
        SCOPES("scopes"),
        TAGS("tags");

        private final String member;

        Collected(String member) {
            this.member = member;
        }

        /** As it is on the wire. */
        String member() {
            return member;
        }
    }

    /** The gateway itself. */
    static PresenceEntry ofGateway(GatewayIdentity gateway, long ts) {
        Map<Word, String> words = new EnumMap<>(Word.class);
        BiConsumer<Word, @Nullable String> say = saying(words);
        say.accept(Word.HOST, gateway.host());
        say.accept(Word.IP, gateway.address());
        say.accept(Word.VERSION, gateway.version());
        say.accept(Word.PLATFORM, gateway.platform());
        say.accept(Word.MODE, "gateway");
        say.accept(Word.REASON, "self");
        words.put(Word.TEXT, text("Gateway", words));
        return new PresenceEntry(ts, words, Map.of(), null, null, true);
    }

    /** Somebody who has connected. */
    static PresenceEntry of(OpenClawClient client, long ts) {
        ClientInfo info = client.info();
        Map<Word, String> words = new EnumMap<>(Word.class);
        BiConsumer<Word, @Nullable String> say = saying(words);
        String name = info.displayName();
        say.accept(Word.HOST, name == null || name.isBlank() ? info.id() : name);
        say.accept(Word.IP, client.session().peer().address());
        say.accept(Word.VERSION, info.version());
        say.accept(Word.PLATFORM, info.platform());
        say.accept(Word.DEVICE_FAMILY, info.deviceFamily());
        say.accept(Word.MODEL_IDENTIFIER, info.modelIdentifier());
        say.accept(Word.MODE, info.mode());
        say.accept(Word.REASON, "connect");
        say.accept(Word.INSTANCE_ID, info.instanceId());
        say.accept(Word.DEVICE_ID, client.deviceId());
        boolean node = client.role() == ClientRole.NODE;
        words.put(Word.TEXT, text(node ? "Node" : "Client", words));
        Map<Collected, List<String>> lists = new EnumMap<>(Collected.class);
        lists.put(Collected.ROLES, List.of(client.role().text()));
        lists.put(Collected.SCOPES, bounded(client.scopes()));
        return new PresenceEntry(ts, words, lists, null, client.connId(), node);
    }

    static BiConsumer<Word, @Nullable String> saying(Map<Word, String> words) {
        return (word, text) -> {
            if (text != null && !text.isBlank()) {
                words.put(word, Excerpt.of(text, LONGEST));
            }
        };
    }

    static List<String> bounded(List<String> texts) {
        return texts.stream().limit(MOST_IN_LIST).map(text -> Excerpt.of(text, LONGEST)).toList();
    }

    private static String text(String who, Map<Word, String> words) {
        List<String> parts = new ArrayList<>();
        String ip = words.get(Word.IP);
        parts.add(who + ": " + words.get(Word.HOST) + (ip == null ? "" : " (" + ip + ")"));
        if (words.containsKey(Word.VERSION)) {
            parts.add("app " + words.get(Word.VERSION));
        }
        parts.add("mode " + words.get(Word.MODE));
        parts.add("reason " + words.get(Word.REASON));
        return String.join(" · ", parts);
    }

    /** Its connection has ended. */
    PresenceEntry left(long now) {
        Map<Word, String> words = new EnumMap<>(this.words);
        words.put(Word.REASON, "disconnect");
        return new PresenceEntry(now, words, lists, lastInputSeconds, null, false);
    }

    /** Somebody has said more of it. */
    PresenceEntry with(PresenceEntry said) {
        Map<Word, String> words = new EnumMap<>(this.words);
        words.putAll(said.words);
        Map<Collected, List<String>> lists = new EnumMap<>(Collected.class);
        lists.putAll(this.lists);
        lists.putAll(said.lists);
        Long input = said.lastInputSeconds == null ? lastInputSeconds : said.lastInputSeconds;
        return new PresenceEntry(said.ts, words, lists, input, holder, stays);
    }

    ObjectNode json() {
        ObjectNode json = JsonTree.MAPPER.createObjectNode();
        for (Word word : Word.values()) {
            String text = words.get(word);
            if (text != null) {
                json.put(word.member, text);
            }
        }
        lists.forEach((list, texts) -> texts.forEach(json.withArray(list.member)::add));
        if (lastInputSeconds != null) {
            json.put("lastInputSeconds", lastInputSeconds);
        }
        return json.put("ts", ts);
    }
}
