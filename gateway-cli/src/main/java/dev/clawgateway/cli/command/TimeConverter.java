package dev.clawgateway.cli.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment, with the zone it is told in, such as {@code 2026-03-05T00:00:00Z}. */
public final class TimeConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
        try {
            return OffsetDateTime.parse(value.strip()).toInstant();
        } catch (DateTimeException _) {
            throw new TypeConversionException(
                    "'" + value + "' is no time; write 2026-03-05T00:00:00Z");
        }
    }
}
