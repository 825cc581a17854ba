package dev.clawgateway.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers that cannot be below what makes sense. */
public final class Numbers {
    private Numbers() {}

    private static int parse(String text, int least) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Both end in the same advice.
        }
        throw new TypeConversionException("'" + text + "' is no whole number from " + least);
    }

    /** None is a number too. */
    public static final class FromZero implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return parse(text, 0);
        }
    }

    /** At least one. */
    public static final class FromOne implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return parse(text, 1);
        }
    }
}
