package dev.clawgateway.core.device;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How much a device may tell of itself. Lengths are characters. */
public final class DeviceLimits {
    public static final String OPERATOR = "operator";
    public static final String NODE = "node";

    /** What the subjects of devices begin with, where credentials are taken back by subject. */
    public static final String SUBJECTS = "device:";

    private static final int ID = 64;
    private static final int KEY = 43;
    private static final int MOST_SCOPES = 64;
    private static final int MOST_CAPS = 256;
    private static final int MOST_COMMANDS = 1024;
    private static final int WORD = 128;
    private static final int TEXT = 256;

    private DeviceLimits() {}

    /** Whether a device can have that id. */
    public static boolean isId(String id) {
        return id.length() == ID
                && id.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /** The device that a subject is; null for a subject that is none. */
    public static @Nullable String ofSubject(String subject) {
        if (!subject.startsWith(SUBJECTS)) {
            return null;
        }
        String id = subject.substring(SUBJECTS.length());
        return isId(id) ? id : null;
    }

    /** Whether a device can be that. */
    public static boolean isRole(String role) {
        return role.equals(OPERATOR) || role.equals(NODE);
    }

    /** What is wrong with it, as {@code field: reason}; null when nothing is. */
    public static @Nullable String problem(PairingWish wish) {
        if (!isId(wish.device())) {
            return "device: must be 64 hexadecimal digits";
        } else if (wish.publicKey().length() != KEY) {
            return "public_key: must be 43 characters";
        } else if (!isRole(wish.role())) {
            return "role: must be operator or node";
        }
        String problem = words("scopes", wish.scopes(), MOST_SCOPES);
        problem = problem == null ? words("caps", wish.caps(), MOST_CAPS) : problem;
        problem = problem == null ? words("commands", wish.commands(), MOST_COMMANDS) : problem;
        return problem == null ? texts(wish) : problem;
    }

    /** What is wrong with a name that people give; null when nothing is. */
    public static @Nullable String nameProblem(String name) {
        return name.isBlank() || name.length() > WORD || !printable(name)
                ? "name: must be 1 to " + WORD + " printable characters"
                : null;
    }

    private static @Nullable String words(String field, List<String> words, int most) {
        if (words.size() > most) {
            return field + ": must be at most " + most + ", were " + words.size();
        }
        return words.stream().allMatch(word -> fits(word, WORD))
                ? null
                : field + ": each must be 1 to " + WORD + " printable characters";
    }

    private static @Nullable String texts(PairingWish wish) {
        DeviceCard card = wish.card();
        boolean fit =
                Stream.of(
                                card.name(),
                                card.platform(),
                                card.family(),
                                card.client(),
                                card.mode(),
                                card.version(),
                                wish.address())
                        .allMatch(text -> text == null || text.isEmpty() || fits(text, TEXT));
        return fit ? null : "card: each must be at most " + TEXT + " printable characters";
    }

    private static boolean fits(String text, int most) {
        return !text.isEmpty() && text.length() <= most && printable(text);
    }

    private static boolean printable(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }
}
