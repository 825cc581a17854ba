package dev.clawgateway.simulation.referee.coverage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why what should occur need not. One line each: group, name, reason, apart by {@code |}; a name
 * that ends with {@code *} stands for all that begin so, one that begins with it for all that end
 * so; {@code #} begins a comment.
 */
public final class Reasons {
    private record Reason(String group, String name, String why) {
        boolean fits(String ofGroup, String ofName) {
            if (!group.equals(ofGroup)) {
                return false;
            } else if (name.endsWith("*")) {
                return ofName.startsWith(name.substring(0, name.length() - 1));
            } else if (name.startsWith("*")) {
                return ofName.endsWith(name.substring(1));
            }
            return name.equals(ofName);
        }
    }

    private final List<Reason> reasons;

    private Reasons(List<Reason> reasons) {
        this.reasons = List.copyOf(reasons);
    }

    /** Those that belong to the simulation. */
    public static Reasons ofSimulation() {
        try (InputStream text = Reasons.class.getResourceAsStream("reasons.txt")) {
            if (text == null) {
                throw new IllegalStateException("reasons.txt is missing");
            }
            return of(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reasons of(String text) {
        List<Reason> reasons = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split("\\|", 3);
                if (parts.length != 3) {
                    throw new IllegalArgumentException("no reason of three parts: " + line);
                }
                reasons.add(new Reason(parts[0].strip(), parts[1].strip(), parts[2].strip()));
            }
        }
        return new Reasons(reasons);
    }

    /** Null where none is known. */
    @Nullable String why(String group, String name) {
        return reasons.stream()
                .filter(reason -> reason.fits(group, name))
                .map(Reason::why)
                .findFirst()
                .orElse(null);
    }
}
