package dev.clawgateway.simulation.run;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Seeds one after the other, both ends included. */
record SeedRange(long first, long last) {
    /** {@code A..B}, or {@code N} for the first N. */
    static final class Converter implements ITypeConverter<SeedRange> {
        @Override
        public SeedRange convert(String text) {
            try {
                int dots = text.indexOf("..");
                return dots < 0
                        ? new SeedRange(1, Long.parseLong(text))
                        : new SeedRange(
                                Long.parseLong(text.substring(0, dots)),
                                Long.parseLong(text.substring(dots + 2)));
            } catch (NumberFormatException _) {
                throw new TypeConversionException("seeds are A..B or a number, not " + text);
            }
        }
    }
}
