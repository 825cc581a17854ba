package dev.clawgateway.cli.command;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Cores as thousandths of a core: {@code 2}, {@code 0.5}. */
public final class CpuConverter implements ITypeConverter<Long> {
    private static final BigDecimal MAX = BigDecimal.valueOf(1_000_000);

    @Override
    public Long convert(String value) {
        try {
            BigDecimal cores = new BigDecimal(value.strip());
            if (cores.signum() >= 0 && cores.compareTo(MAX) <= 0) {
                return cores.movePointRight(3).longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException _) {
            // Both end in the same advice.
        }
        throw new TypeConversionException(
                "'" + value + "' is not a number of cores; write 4 or 0.5");
    }
}
