package dev.clawgateway.protocol.api.cluster;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Amounts of resources; null is for what nothing is said of. GPUs and cores are written as numbers
 * with up to three places, and kept in thousandths.
 */
public record ApiAmounts(
        @Nullable Long gpuMillis, @Nullable Long cpuMillis, @Nullable Long memoryMib) {
    /** Of nothing is anything said. */
    public static final ApiAmounts UNSAID = new ApiAmounts(null, null, null);

    private static final int PLACES = 3;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000L);

    /** What is kept in thousandths. */
    public static final Kind<Long> NUMBER = Kinds.kind(ApiAmounts::read, ApiAmounts::write);

    public static final Kind<ApiAmounts> KIND = Kinds.object(ApiAmounts::of, ApiAmounts::members);

    private static Long read(Value value) throws JsonFormatException {
        BigDecimal number = value.json().isNumber() ? value.json().decimalValue() : null;
        if (number == null || number.signum() < 0 || number.compareTo(MOST) > 0) {
            throw value.mustBe("a number from 0 to " + MOST);
        }
        return number.movePointRight(PLACES).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static void write(Long thousandths, JsonGenerator out) {
        BigDecimal number = BigDecimal.valueOf(thousandths, PLACES).stripTrailingZeros();
        out.writeNumber(number.scale() < 0 ? number.setScale(0) : number);
    }

    private static ApiAmounts of(Members amounts) throws JsonFormatException {
        return new ApiAmounts(
                amounts.optional("gpus", NUMBER),
                amounts.optional("cpuCores", NUMBER),
                amounts.optional("memoryMib", Kinds.U64));
    }

    private static void members(ApiAmounts amounts, MemberWriter out) {
        out.optional("gpus", NUMBER, amounts.gpuMillis)
                .optional("cpuCores", NUMBER, amounts.cpuMillis)
                .optional("memoryMib", Kinds.U64, amounts.memoryMib);
    }
}
