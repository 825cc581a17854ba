package dev.clawgateway.server.dialect.api;

import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.net.http.RouteAnswer;
import java.util.Map;

/** Shows the contract itself, to programs and to people. */
public final class ContractNoun implements ApiNoun {
    private static final int OK = 200;

    /** The page fetches nothing and runs nothing; its style is its own. */
    private static final Map<String, String> STRICT =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
                    "Referrer-Policy",
                    "no-referrer");

    private static final class Documents {
        private static final byte[] DOCUMENT = ApiContract.document();
        private static final byte[] PAGE = ApiContract.page();
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of(
                "getContract",
                call -> call.json(Documents.DOCUMENT),
                "getDocumentation",
                call ->
                        call.answer(
                                RouteAnswer.of(OK, "text/html; charset=utf-8", Documents.PAGE)
                                        .with(STRICT)));
    }
}
