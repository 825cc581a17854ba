package dev.clawgateway.cli.command;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An amount of memory in MiB: {@code 16GiB}, {@code 16g}, {@code 512m}, or a plain 4096. */
public final class MebibytesConverter implements ITypeConverter<Long> {
    private static final Pattern AMOUNT =
            Pattern.compile(
                    "(\\d{1,12}(?:\\.\\d{1,3})?)\\s*(m|mi|mib|mb|g|gi|gib|gb|t|ti|tib|tb)?");

    @Override
    public Long convert(String value) {
        Matcher amount = AMOUNT.matcher(value.strip().toLowerCase(Locale.ROOT));
        if (!amount.matches()) {
            throw new TypeConversionException(
                    "'"
                            + value
                            + "' is not an amount of memory; write 16GiB, 512MiB or 4096 (MiB)");
        }
        String unit = amount.group(2) == null ? "m" : amount.group(2);
        long factor =
                switch (unit.charAt(0)) {
                    case 'g' -> 1024;
                    case 't' -> 1024 * 1024;
                    default -> 1;
                };
        return Math.round(Double.parseDouble(amount.group(1)) * factor);
    }
}
