package dev.clawgateway.server.reload;

import dev.clawgateway.server.config.source.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that one configuration has otherwise than another.
 *
 * @param before as TOML text, secrets hidden; empty where nothing was said
 * @param after the same text as before where only what it stands for is another
 * @param atOnce whether a running gateway takes it; else it waits for a restart
 */
public record Difference(String key, String before, String after, boolean atOnce) {

    private static final String PROVIDER = "auth.oidc.";
    private static final String ISSUER = PROVIDER + "issuer";

    /** Whether a secret or the contents of a file are other ones, which is not shown. */
    public boolean hidden() {
        return before.equals(after);
    }

    /** For people, on one line. */
    @Override
    public String toString() {
        if (hidden()) {
            return key + " = " + after + " (another content)";
        }
        return key + " = " + said(after) + ", was " + said(before);
    }

    private static String said(String value) {
        return value.isEmpty() ? "not set" : value;
    }

    /** All of them, in the order of the later one. */
    public static List<Difference> between(List<Setting> before, List<Setting> after) {
        Map<String, Setting> old = byKey(before);
        Map<String, Setting> now = byKey(after);
        Set<String> keys = new LinkedHashSet<>(now.keySet());
        keys.addAll(old.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String key : keys) {
            Setting was = old.get(key);
            Setting is = now.get(key);
            if (differ(was, is)) {
                differences.add(of(key, was, is));
            }
        }
        return differences.stream().anyMatch(one -> one.key().equals(ISSUER))
                ? differences.stream().map(Difference::withItsIssuer).toList()
                : differences;
    }

    /** What is said of another provider waits with it. */
    private Difference withItsIssuer() {
        return key.startsWith(PROVIDER) ? new Difference(key, before, after, false) : this;
    }

    /** Of listeners that come or go, what is written of them counts. */
    private static boolean differ(@Nullable Setting was, @Nullable Setting is) {
        if (was != null && is != null) {
            return !was.same(is);
        }
        Setting one = was == null ? is : was;
        return one != null && one.place() != null;
    }

    private static Difference of(String key, @Nullable Setting was, @Nullable Setting is) {
        String before = was == null ? "" : was.value();
        String after = is == null ? "" : is.value();
        boolean both = was != null && is != null;
        boolean atOnce = KeyTable.of(key).atOnce(!before.isEmpty(), !after.isEmpty());
        return new Difference(key, before, after, both && atOnce);
    }

    private static Map<String, Setting> byKey(List<Setting> settings) {
        Map<String, Setting> byKey = new LinkedHashMap<>();
        settings.forEach(setting -> byKey.put(setting.key(), setting));
        return byKey;
    }
}
