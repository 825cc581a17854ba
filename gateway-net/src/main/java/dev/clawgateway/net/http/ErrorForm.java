package dev.clawgateway.net.http;

/** How the clients of a family of paths want to be told of errors. */
@FunctionalInterface
public interface ErrorForm {
    /**
     * An error.
     *
     * @param detail for people
     * @param path what was asked for
     */
    RouteAnswer error(int status, String detail, String path);

    /**
     * The same with a word for programs, where the family has words that say more than the status.
     *
     * @param code such as {@code no_leader}
     */
    default RouteAnswer error(int status, String code, String detail, String path) {
        return error(status, detail, path);
    }
}
