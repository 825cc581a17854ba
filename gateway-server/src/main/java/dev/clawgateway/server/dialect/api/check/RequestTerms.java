package dev.clawgateway.server.dialect.api.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.contract.ApiParameter;
import dev.clawgateway.core.Terms;
import dev.clawgateway.net.http.Exchange;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The terms that a request sets by its headers, where its operation takes such. */
public final class RequestTerms {
    public static final String KEY = "Idempotency-Key";
    public static final String REVISION = "If-Match";

    private RequestTerms() {}

    /**
     * Why a request is refused for a header that its operation does not take: who sends one relies
     * on it. Null where it is not.
     */
    public static @Nullable String untaken(ApiOperation operation, Exchange exchange) {
        if (operation.method().equals("GET")) {
            return null;
        }
        for (String header : List.of(KEY, REVISION)) {
            boolean taken = operation.parameter(ApiParameter.Place.HEADER, header).isPresent();
            if (!taken && exchange.hasHeader(header)) {
                return header + ": " + operation.id() + " does not take it";
            }
        }
        return null;
    }

    /** Those of a request whose parameters are as the contract says. */
    public static Terms of(ApiOperation operation, Exchange exchange, Arguments arguments) {
        String key = arguments.text(KEY);
        String revision = arguments.text(REVISION);
        if (key == null && revision == null) {
            return Terms.NONE;
        }
        return new Terms(
                key == null ? null : new Terms.Key(key, 0, digest(operation, exchange)),
                revision == null ? null : Long.valueOf(revision.replace("\"", "")));
    }

    /** Of all that makes a request another one: what is done, to what, and what is sent. */
    private static String digest(ApiOperation operation, Exchange exchange) {
        Map<String, List<String>> queries = new TreeMap<>(exchange.queries());
        String head = operation.id() + '\n' + exchange.path() + '\n' + queries + '\n';
        return digest(head.getBytes(UTF_8), exchange.body());
    }

    /** Of a part of a request that is one of its own. */
    public static String digest(byte[]... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha.update(part);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
