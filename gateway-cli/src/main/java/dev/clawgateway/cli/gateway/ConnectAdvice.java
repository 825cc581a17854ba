package dev.clawgateway.cli.gateway;

/** Why a gateway cannot be reached, and what to do about it. */
final class ConnectAdvice {
    /** Where nobody listens. */
    static final String START =
            "Is the gateway running there? Start one with: claw-gateway --bind ADDR";

    /** In what is said where a client and a gateway do not believe each other. */
    private static final String TRUST = "certificate";

    /** How the library calls an answer that it cannot read. */
    private static final String NO_HTTP = "HTTP 999";

    private ConnectAdvice() {}

    static String text(String url, String problem) {
        String text = problem.replace("no session with " + url + ": ", "");
        boolean secure = url.startsWith("wss:");
        if (text.contains("refused") && !text.contains("HTTP")) {
            return lines(url, "connection refused", START);
        } else if (secure && text.contains(TRUST)) {
            String[] told = text.split("; ", 2);
            return lines(url, told[0], told.length > 1 ? told[1] : "");
        } else if (secure && text.contains("not an SSL/TLS record")) {
            return lines(
                    url,
                    "it does not speak TLS there",
                    "Try --gateway " + url.replaceFirst("wss:", "ws:") + " instead.");
        } else if (!secure && text.contains("the connection was lost")) {
            return lines(
                    url,
                    "the connection was cut off before an answer came",
                    "If the gateway is being restarted, try again. " + tls(url));
        } else if (!secure && text.contains(NO_HTTP)) {
            return lines(url, "what answers there is no gateway's HTTP", tls(url));
        }
        return lines(url, text, "--gateway URL or CLAW_GATEWAY says which gateway to ask.");
    }

    /** Who is there, and whoever asks is nobody to it. */
    static String notLetIn(String url, String problem) {
        return "not let in at " + url + ": " + problem + "\n  " + HttpAdvice.CREDENTIAL;
    }

    private static String tls(String url) {
        return "If it speaks TLS there, try --gateway " + url.replaceFirst("ws:", "wss:");
    }

    private static String lines(String url, String problem, String advice) {
        return "cannot reach " + url + ": " + problem + "\n  " + advice;
    }
}
