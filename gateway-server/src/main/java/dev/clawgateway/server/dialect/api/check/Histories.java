package dev.clawgateway.server.dialect.api.check;

import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.contract.ApiParameter;
import dev.clawgateway.core.record.Lineage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Of which history the numbers of requests are, where somebody says so. */
public final class Histories {
    public static final String HEADER = "Gateway-History";

    /** For people. */
    public static final String OTHER =
            "this is of another history of the gateway, or too old to be known; begin again";

    /** The only operation whose numbers are those of events. */
    private static final String EVENTS = "listEvents";

    private Histories() {}

    /** The header by which answers tell it, where an operation has numbers that it matters for. */
    public static Map<String, String> told(ApiOperation operation, Lineage lineage) {
        boolean matters = operation.parameter(ApiParameter.Place.HEADER, HEADER).isPresent();
        return lineage.name().isEmpty() || !matters ? Map.of() : Map.of(HEADER, lineage.name());
    }

    /**
     * Whether a request says that its numbers are of a history that they are not of; or its key, of
     * a process that is gone.
     */
    public static boolean other(ApiOperation operation, Arguments arguments, Lineage lineage) {
        String history = arguments.text(HEADER);
        if (history == null) {
            return false;
        }
        if (operation.keyOfProcess()) {
            return !lineage.name().equals(history);
        }
        long number = number(arguments);
        return operation.id().equals(EVENTS)
                ? !lineage.hasEvent(history, number)
                : !lineage.hasRevision(history, number);
    }

    /** The one that says where to go on, or what is expected; 0 where there is none. */
    private static long number(Arguments arguments) {
        String last = arguments.text("Last-Event-ID");
        String after = last == null ? arguments.text("after") : last;
        String number = after == null ? expected(arguments) : after;
        return number == null ? 0 : Long.parseLong(number);
    }

    private static @Nullable String expected(Arguments arguments) {
        String revision = arguments.text(RequestTerms.REVISION);
        return revision == null ? null : revision.replace("\"", "");
    }
}
