package dev.clawgateway.server.dialect.api.stream;

import dev.clawgateway.control.output.LogPlace;
import org.jspecify.annotations.Nullable;

/** Places in the output of a workload, as text that clients hand back without looking into it. */
final class OutputPlaces {
    private static final String BEGINNING = "0";
    private static final String NO_SERIES = "none";

    private OutputPlaces() {}

    static String text(LogPlace place) {
        String series = place.series() == null ? NO_SERIES : place.series();
        return series + "." + place.stdout() + "." + place.stderr();
    }

    /** Of a text that the contract lets through. */
    static @Nullable LogPlace read(@Nullable String text) {
        if (text == null) {
            return null;
        } else if (text.equals(BEGINNING)) {
            return new LogPlace(null, 0, 0);
        }
        String[] parts = text.split("\\.", -1);
        return new LogPlace(
                parts[0].equals(NO_SERIES) ? null : parts[0],
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]));
    }
}
